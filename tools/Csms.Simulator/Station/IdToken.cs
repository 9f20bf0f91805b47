namespace Csms.Simulator.Station;

/// <summary>What a driver presents.</summary>
/// <param name="Value">idTag (1.6) or idToken.</param>
/// <param name="Type">Type in 2.x words; 1.6 has none.</param>
public sealed record IdToken(string Value, string Type = "ISO14443")
{
    /// <summary>Tokens are compared without case.</summary>
    public bool Is(IdToken? other) => other is not null && string.Equals(Value, other.Value, StringComparison.OrdinalIgnoreCase);
}
