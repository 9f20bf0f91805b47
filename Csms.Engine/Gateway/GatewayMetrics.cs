using System.Diagnostics.Metrics;

namespace Csms.Engine.Gateway;

/// <summary>Meter "Csms", the gateway's part. Without a listener each call costs a few nanoseconds; nothing carries a station id.</summary>
internal sealed class GatewayMetrics
{
    private readonly Counter<long> _framesIn;
    private readonly Counter<long> _framesOut;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _callErrors;
    private readonly Counter<long> _dropped;
    private readonly Histogram<double> _answerTime;
    private readonly Histogram<double> _callTime;

    public GatewayMetrics(IMeterFactory factory, ConnectionRegistry registry)
    {
        var meter = factory.Create("Csms");
        meter.CreateObservableGauge("csms.gateway.connections", () => registry.Count, "{connection}", "Open station connections");
        _framesIn = meter.CreateCounter<long>("csms.gateway.frames_received", "{frame}", "Frames received from stations");
        _framesOut = meter.CreateCounter<long>("csms.gateway.frames_sent", "{frame}", "Frames sent to stations");
        _refused = meter.CreateCounter<long>("csms.gateway.handshakes_refused", "{handshake}", "Handshakes refused, by HTTP status");
        _callErrors = meter.CreateCounter<long>("csms.gateway.call_errors", "{error}", "CALLERRORs sent to stations");
        _dropped = meter.CreateCounter<long>("csms.gateway.answers_dropped", "{answer}", "Answers that could not be delivered, ours and theirs");

        // Seconds need their own buckets: the default ones start at 5.
        var seconds = new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] };
        _answerTime = meter.CreateHistogram("csms.gateway.answer_time", "s", "From a station's CALL received to its answer sent", tags: null, seconds);
        _callTime = meter.CreateHistogram("csms.gateway.call_time", "s", "From our CALL sent to the station's answer received", tags: null, seconds);
    }

    public void FrameReceived() => _framesIn.Add(1);

    public void FrameSent() => _framesOut.Add(1);

    public void HandshakeRefused(int status) => _refused.Add(1, new KeyValuePair<string, object?>("status", status));

    public void CallErrorSent() => _callErrors.Add(1);

    public void AnswerDropped() => _dropped.Add(1);

    public void Answered(TimeSpan after) => _answerTime.Record(after.TotalSeconds);

    public void CallAnswered(TimeSpan after) => _callTime.Record(after.TotalSeconds);
}
