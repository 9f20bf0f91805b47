namespace Csms.Simulator.Quirks;

/// <summary>Every seventh frame is broken JSON.</summary>
public sealed class MalformedJson : Quirk
{
    private int _count;

    /// <inheritdoc/>
    public override string Name => "malformed-json";

    /// <inheritdoc/>
    public override string Description => "Every seventh frame is broken JSON.";

    /// <inheritdoc/>
    public override string Frame(string text) => ++_count % 7 == 0 ? text[..^2] : text;
}
