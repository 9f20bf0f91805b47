namespace Csms.Bench.Fleet;

/// <summary>Told of every answer, on the thread that read it; may send the next call at once.</summary>
internal interface IAnswerSink
{
    /// <param name="station">Whose call was answered.</param>
    /// <param name="kind">What it was.</param>
    /// <param name="dueAt">Timestamp at which the call was due.</param>
    /// <param name="accepted">False for a CALLERROR, and for a boot, authorization or start that was refused.</param>
    void Answered(BenchStation station, CallKind kind, long dueAt, bool accepted);
}
