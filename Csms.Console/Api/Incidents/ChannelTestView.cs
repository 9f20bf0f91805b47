namespace Csms.Console.Api.Incidents;

/// <summary>What became of a test.</summary>
/// <param name="Ok">The other side took it.</param>
/// <param name="Text">What it said, or why it could not be reached.</param>
internal sealed record ChannelTestView(bool Ok, string Text);
