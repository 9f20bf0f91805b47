using Csms.Simulator.Station;

namespace Csms.Simulator.Load;

/// <summary>How a fleet loads a CSMS.</summary>
public sealed record LoadOptions
{
    /// <summary>Endpoint without identity; ws only.</summary>
    public required Uri Url { get; init; }

    /// <summary>Number of stations.</summary>
    public int Stations { get; init; } = 1000;

    /// <summary>Protocol; null mixes all three.</summary>
    public OcppVersion? Version { get; init; } = OcppVersion.V16;

    /// <summary>Start of the identities.</summary>
    public string IdPrefix { get; init; } = "LOAD-";

    /// <summary>HTTP Basic password of all stations; null = none.</summary>
    public string? Password { get; init; }

    /// <summary>idTag / idToken of all sessions.</summary>
    public string Token { get; init; } = "04A1B2C3D4E501";

    /// <summary>Calls a second over the whole fleet; 0 = stay connected and only send heartbeats once a minute.</summary>
    public double CallsPerSecond { get; init; } = 100;

    /// <summary>How long to load after all are connected.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many connect at the same time.</summary>
    public int ConnectAtOnce { get; init; } = 64;
}
