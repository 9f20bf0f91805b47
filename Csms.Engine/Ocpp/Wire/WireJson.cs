using System.Text;

namespace Csms.Engine.Ocpp.Wire;

/// <summary>One JSON value kept exactly as it came.</summary>
public sealed class WireJson
{
    internal WireJson(byte[] utf8) => Utf8 = utf8;

    /// <summary>The text of the value.</summary>
    public ReadOnlyMemory<byte> Utf8 { get; }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Utf8.Span);
}
