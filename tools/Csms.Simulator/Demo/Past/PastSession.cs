namespace Csms.Simulator.Demo.Past;

/// <summary>A session that a station of the demo network had before the network was there.</summary>
/// <param name="Station">Where.</param>
/// <param name="EvseId">At which EVSE.</param>
/// <param name="Token">Who.</param>
/// <param name="PluggedAt">The cable went in; UTC.</param>
/// <param name="StartedAt">The transaction began; UTC.</param>
/// <param name="EndedAt">It ended; UTC.</param>
/// <param name="Readings">At the start, at even steps and at the end; never fewer than two.</param>
/// <param name="FullAt">From when on the car took nothing; null: it left before.</param>
/// <param name="StopReason">Word of OCPP 2.1 (ReasonEnumType).</param>
public sealed record PastSession(
    DemoStation Station,
    int EvseId,
    DemoToken Token,
    DateTimeOffset PluggedAt,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    IReadOnlyList<PastReading> Readings,
    DateTimeOffset? FullAt,
    string StopReason)
{
    /// <summary>Energy, Wh.</summary>
    public long EnergyWh => Readings[^1].RegisterWh - Readings[0].RegisterWh;
}
