namespace Csms.Engine.Incidents.Notifications;

/// <summary>What became of an attempt.</summary>
/// <param name="Ok">It was taken.</param>
/// <param name="Text">What the other side said, or why it could not be reached.</param>
/// <param name="Final">Trying again would be refused again.</param>
public sealed record SendResult(bool Ok, string Text, bool Final = false);
