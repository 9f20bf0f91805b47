namespace Csms.Simulator.Quirks;

/// <summary>Timestamps lack the Z.</summary>
public sealed partial class NoTimeZone : Quirk
{
    /// <inheritdoc/>
    public override string Name => "no-time-zone";

    /// <inheritdoc/>
    public override string Description => "Timestamps lack the Z.";

    /// <inheritdoc/>
    public override string Frame(string text) => Stamp().Replace(text, "$1");

    [System.Text.RegularExpressions.GeneratedRegex(@"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3})Z")]
    private static partial System.Text.RegularExpressions.Regex Stamp();
}
