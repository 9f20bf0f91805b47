using System.Text.Json.Serialization;
using Csms.Engine.Sessions;

namespace Csms.Console.Api.Sessions;

/// <summary>One thing that happened to a session.</summary>
/// <param name="At">When.</param>
/// <param name="ReceivedAt">When we heard.</param>
/// <param name="EventType">Started, Updated or Ended.</param>
/// <param name="TriggerReason">OCPP 2.1's word, or our own for what we did.</param>
/// <param name="SeqNo">Of a 2.x message.</param>
/// <param name="ChargingState">In the message.</param>
/// <param name="IdToken">In the message; only for readers with tokens.read.</param>
/// <param name="RegisterWh">Register in the message, Wh.</param>
/// <param name="Offline">It happened while the station was offline.</param>
internal sealed record SessionEventView(
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    string EventType,
    string TriggerReason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? SeqNo,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ChargingState,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? IdToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? RegisterWh,
    bool Offline)
{
    public static SessionEventView Of(SessionEvent each, bool withToken) => new(
        each.At, each.ReceivedAt, each.Phase.ToString(), each.Trigger, each.Sequence,
        each.ChargingState is null or Engine.Events.ChargingState.Unknown ? null : each.ChargingState.ToString(), withToken ? each.Token : null, each.RegisterWh, each.Offline);
}
