using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Gateway;

/// <summary>What all connections share; a connection holds one reference to it instead of ten.</summary>
internal sealed class GatewayServices
{
    private readonly IFrameSink[] _sinks;

    public GatewayServices(
        TimeProvider time,
        IOptions<OcppOptions> ocpp,
        IOptions<LimitsOptions> limits,
        LinkTiming timing,
        ConnectionRegistry registry,
        GatewayMetrics metrics,
        IEnumerable<IFrameSink> sinks,
        ILogger<StationConnection> logger)
    {
        Time = time;
        Timing = timing;
        Registry = registry;
        Metrics = metrics;
        Logger = logger;
        Ids = new MessageIds(time);
        CallTimeout = TimeSpan.FromSeconds(ocpp.Value.CallTimeoutSeconds);
        MaxFrameBytes = ocpp.Value.MaxFrameBytes;
        Burst = limits.Value.MessagesPerSecond * 10;
        TicksPerMessage = limits.Value.MessagesPerSecond == 0 ? 0 : time.TimestampFrequency / limits.Value.MessagesPerSecond;
        _sinks = [.. sinks];
    }

    public TimeProvider Time { get; }

    public LinkTiming Timing { get; }

    public ConnectionRegistry Registry { get; }

    public GatewayMetrics Metrics { get; }

    public ILogger Logger { get; }

    public MessageIds Ids { get; }

    public TimeSpan CallTimeout { get; }

    public int MaxFrameBytes { get; }

    /// <summary>Clock ticks that one message costs; 0 when there is no limit.</summary>
    public long TicksPerMessage { get; }

    /// <summary>Messages that may come ahead of the rate.</summary>
    public int Burst { get; }

    /// <summary>Hands one exchange or lone frame to the raw log.</summary>
    public void Append(in FrameRecord record)
    {
        foreach (var sink in _sinks)
        {
            sink.Append(record);
        }
    }
}
