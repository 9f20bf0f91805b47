namespace Csms.Console.Api.Incidents;

/// <summary>Notices that are tried again.</summary>
/// <param name="Count">How many.</param>
internal sealed record ChannelRetryView(int Count);
