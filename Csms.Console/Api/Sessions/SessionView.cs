using System.Text.Json.Serialization;
using Csms.Console.Api.Payments;
using Csms.Console.Commands;
using Csms.Engine.Events;
using Csms.Engine.Sessions;

namespace Csms.Console.Api.Sessions;

/// <summary>A charging session.</summary>
/// <param name="Id">Unique over all stations.</param>
/// <param name="StationId">Where.</param>
/// <param name="EvseId">Where; null while no message has said which.</param>
/// <param name="ConnectorId">Where; null while unknown.</param>
/// <param name="TransactionId">As text; in 1.6 the decimal of the integer we issued.</param>
/// <param name="IdToken">The text as presented; null while nobody has, and for readers without tokens.read.</param>
/// <param name="IdTokenType">In OCPP 2.1's words.</param>
/// <param name="TokenInfo">What the station said beside the token, such as the EVCCID of the car; absent: nothing, and for readers without tokens.read.</param>
/// <param name="State">active, completed or review.</param>
/// <param name="ChargingState">EVConnected, Charging, SuspendedEV, SuspendedEVSE or Idle; null while unknown.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="EndedAt">When it ended; null until the end.</param>
/// <param name="MeterStartWh">Register at the start, Wh.</param>
/// <param name="MeterStopWh">Register at the end, Wh.</param>
/// <param name="EnergyWh">Energy, Wh: so far while it runs.</param>
/// <param name="PowerW">Power now, W; null when it does not run or is not known.</param>
/// <param name="SocPercent">State of charge, %; null when the car does not tell.</param>
/// <param name="StopReason">Why it ended, in 2.1's words (1.6's own where 2.1 has none); null until the end.</param>
/// <param name="RemoteStartId">Of the remote start it follows.</param>
/// <param name="ReservationId">Of the reservation it uses.</param>
/// <param name="Limit">What the station holds it to, as it last told; absent: it told none. maxCost of a charge with a prepaid card for readers with tariffs.read alone.</param>
/// <param name="WantedLimit">What is wanted and the station does not show yet; absent: nothing.</param>
/// <param name="StationTariffId">Tariff by which the station reckons it, as it last told (2.1); absent: it told none.</param>
/// <param name="StationCost">What it costs by the station's own reckoning (2.1); not our bill; absent: it told none.</param>
/// <param name="Flags">Oldest first.</param>
/// <param name="Correction">Set when a person put energyWh in the place of the measured figure.</param>
/// <param name="Contract">Set when it was asked for with a contract certificate (Plug and Charge).</param>
internal sealed record SessionView(
    long Id,
    string StationId,
    int? EvseId,
    int? ConnectorId,
    string TransactionId,
    string? IdToken,
    string? IdTokenType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<TokenInfo>? TokenInfo,
    string State,
    string? ChargingState,
    DateTimeOffset StartedAt,
    DateTimeOffset? EndedAt,
    long? MeterStartWh,
    long? MeterStopWh,
    long? EnergyWh,
    double? PowerW,
    double? SocPercent,
    string? StopReason,
    int? RemoteStartId,
    int? ReservationId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LimitView? Limit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LimitView? WantedLimit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? StationTariffId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] StationCostView? StationCost,
    IReadOnlyList<SessionFlagView> Flags,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EnergyCorrectionView? Correction,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ContractView? Contract)
{
    /// <summary>What it costs by our tariff, so far while it runs; for readers with tariffs.read. Absent: it is not priced.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SessionCostView? Cost { get; init; }

    /// <summary>Its payments at the terminal, newest first; only of a single session, for readers with payments.read. Absent: none is known.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SettlementView>? Payments { get; init; }

    /// <param name="session">The session.</param>
    /// <param name="withToken">Whether the reader may know whose it is.</param>
    /// <param name="withCost">Whether the reader may know what it costs.</param>
    public static SessionView Of(Session session, bool withToken, bool withCost) => Of(session, withToken) with
    {
        Cost = withCost ? SessionCostView.Of(session) : null,
        Limit = LimitView.Of(LimitDesk.Shown(session, session.Limits, withCost)),
        WantedLimit = LimitView.Of(LimitDesk.Shown(session, session.WantedLimits, withCost)),
    };

    private static SessionView Of(Session session, bool withToken) => new(
        session.Id.Value,
        session.StationId.Value,
        Known(session.EvseId),
        Known(session.ConnectorId),
        session.TransactionId,
        withToken ? session.Token?.Value : null,
        withToken ? session.Token?.Type : null,
        withToken && !session.TokenInfo.IsEmpty ? session.TokenInfo : null,
        session.State.Word(),
        session.ChargingState == Engine.Events.ChargingState.Unknown ? null : session.ChargingState.ToString(),
        session.StartedAt,
        session.EndedAt,
        session.MeterStartWh,
        session.MeterStopWh,
        session.EnergyWh,
        session.IsActive ? session.Live?.PowerW : null,
        session.Live?.SocPercent,
        session.StopReason,
        session.RemoteStartId,
        session.ReservationId,
        null,
        null,
        session.StationTariffId,
        StationCostView.Of(session.StationCost),
        [.. session.Flags.Select(SessionFlagView.Of)],
        EnergyCorrectionView.Of(session),
        ContractView.Of(session, withToken));

    private static int? Known(int number) => number == 0 ? null : number;
}
