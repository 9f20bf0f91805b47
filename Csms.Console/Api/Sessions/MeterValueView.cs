using Csms.Engine.Events;
using Csms.Engine.Sessions;

namespace Csms.Console.Api.Sessions;

/// <summary>What the meter said at one moment.</summary>
/// <param name="At">When.</param>
/// <param name="Context">Sample.Periodic, Sample.Clock, Transaction.Begin…</param>
/// <param name="Values">In base units.</param>
/// <param name="Raw">Signed data and unknown measurands, as written.</param>
internal sealed record MeterValueView(DateTimeOffset At, string Context, IReadOnlyList<MeterSampleView> Values, IReadOnlyList<RawSampleView> Raw)
{
    public static MeterValueView Of(SessionReading reading) => new(
        reading.At, ContextWord(reading.Context), [.. reading.Values.Select(MeterSampleView.Of)], [.. reading.Raw.Select(RawSampleView.Of)]);

    private static string ContextWord(SampleContext context) => context switch
    {
        SampleContext.SamplePeriodic => "Sample.Periodic",
        SampleContext.SampleClock => "Sample.Clock",
        SampleContext.TransactionBegin => "Transaction.Begin",
        SampleContext.TransactionEnd => "Transaction.End",
        SampleContext.InterruptionBegin => "Interruption.Begin",
        SampleContext.InterruptionEnd => "Interruption.End",
        SampleContext.Trigger => "Trigger",
        SampleContext.Other => "Other",
        _ => throw new ArgumentOutOfRangeException(nameof(context), context, "no sample context"),
    };
}
