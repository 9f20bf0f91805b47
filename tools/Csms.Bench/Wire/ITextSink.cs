namespace Csms.Bench.Wire;

/// <summary>Takes what a station's socket received.</summary>
internal interface ITextSink
{
    /// <summary>A whole text frame; the span lives during the call.</summary>
    void OnText(ReadOnlySpan<byte> text);
}
