using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Energy.Der;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What a station's words and answers do to what we know of its smart charging. Pure: values in, values out.</summary>
internal static class ChargingSteps
{
    private const int MostComposites = 64;

    /// <summary>A message of the station.</summary>
    public static StationCharging Told(StationCharging state, StationState station, StationMessage message, DateTimeOffset at) => message switch
    {
        ChargingProfilesReported part => ProfileSteps.Told(state, part, at),
        ChargingLimitReported limit => EvseSteps.Limited(state, limit, at),
        ChargingLimitCleared cleared => EvseSteps.Cleared(state, cleared),
        ChargingNeedsReported needs => EvseSteps.Asked(state, needs, station.Sessions.Running(needs.EvseId)?.TransactionId, at),
        EvScheduleReported intends => EvseSteps.Intends(state, intends, station.Sessions.Running(intends.EvseId)?.TransactionId, at),
        PriorityChargingReported priority => station.Sessions.ByTransaction(priority.TransactionId) is { IsActive: true } session
            ? EvseSteps.Priority(state, session.EvseId, priority.TransactionId, priority.IsOn, byDriver: true, at)
            : state,
        DynamicScheduleAsked asked => ProfileSteps.Renewed(state, asked.ProfileId, new DynamicValues(null, null, null), at),
        DerControlsReported part => DerSteps.Told(state, part, at),
        DerStartStopReported ran => DerSteps.Ran(state, ran, at),
        DerAlarmReported alarm => DerSteps.Alarmed(state, alarm, at),
        ConnectorStatusReported { Status: ConnectorStatus.Available } free when station.Sessions.Running(free.EvseId) is null => EvseSteps.Gone(state, free.EvseId, null),
        _ => state,
    };

    /// <summary>Whether a message may mean something; looked at on the station's path.</summary>
    public static bool Means(StationMessage message) => message is ChargingProfilesReported or ChargingLimitReported or ChargingLimitCleared or ChargingNeedsReported or EvScheduleReported
        or PriorityChargingReported or DynamicScheduleAsked or DerControlsReported or DerStartStopReported or DerAlarmReported
        or ConnectorStatusReported { Status: ConnectorStatus.Available };

    /// <summary>Transactions that began or ended between two states of the station.</summary>
    public static StationCharging Moved(StationCharging state, StationState before, StationState after, DateTimeOffset at)
    {
        if (before.Sessions != after.Sessions)
        {
            foreach (var session in after.Sessions.Sessions)
            {
                var known = before.Sessions.ById(session.Id);
                if (session.IsActive && (known is null || known.EvseId != session.EvseId || known.TransactionId != session.TransactionId))
                {
                    state = ProfileSteps.Started(state, session.EvseId, session.TransactionId, session.RemoteStartId, at);
                    state = EvseSteps.Started(state, session.EvseId, session.TransactionId);
                }
                else if (!session.IsActive && known is not { IsActive: false })
                {
                    state = Over(state, session.EvseId, session.TransactionId);
                }
            }
        }

        if (before.Link != LinkState.Online && after.Link == LinkState.Online && before.LinkSince is { } since) state = ProfileSteps.Back(state, at - since);
        return state;
    }

    /// <summary>At the start of the engine: what belonged to transactions that run no more is gone.</summary>
    public static StationCharging Resumed(StationCharging state, StationState station)
    {
        foreach (var session in station.Sessions.Sessions)
        {
            if (!session.IsActive) state = Over(state, session.EvseId, session.TransactionId);
        }

        foreach (var evse in state.Evses)
        {
            if (evse.TransactionId is { } its && station.Sessions.Running(evse.EvseId)?.TransactionId != its) state = Over(state, evse.EvseId, its);
        }

        return state;
    }

    /// <summary>The station has answered a command.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="station">The station.</param>
    /// <param name="command">The command.</param>
    /// <param name="body">Its body as it was sent, in 2.1's words.</param>
    /// <param name="reading">The answer.</param>
    /// <param name="at">When.</param>
    public static StationCharging Answered(StationCharging state, StationState station, StationCommand command, JsonElement body, CommandReading reading, DateTimeOffset at)
    {
        var accepted = reading.Status == "Accepted";
        switch (command.Action)
        {
            case "SetChargingProfile" when accepted && Profile(body) is { } profile:
                return ProfileSteps.Set(state, Held(station, command, body, profile, at), StackRules.Of(station.OcppVersion));
            case "RequestStartTransaction" when accepted && Profile(body) is { } given:
                var start = new HeldProfile { EvseId = Number(body, "evseId") ?? 0, Profile = given, Origin = ProfileOrigin.Start, Since = at, Actor = command.Actor, RemoteStartId = Number(body, "remoteStartId") };
                return AfterStart(ProfileSteps.Set(state, start, StackRules.Of(station.OcppVersion)), station, start, at);
            case "ClearChargingProfile" when accepted || reading.Status == "Unknown":
                return ProfileSteps.Clear(state, ProfileCriteria.OfClear(body));
            case "GetChargingProfiles" when Number(body, "requestId") is { } requestId:
                return accepted ? ProfileSteps.Asked(state, requestId, ProfileCriteria.OfGet(body), at)
                    : reading.Status == "NoProfiles" ? ProfileSteps.None(state, ProfileCriteria.OfGet(body), at) : state;
            case "GetCompositeSchedule" when accepted && ChargingReader.Composite(reading.Response, at) is { } schedule:
                var evseId = Number(body, "evseId") ?? 0;
                var others = state.Composites.RemoveAll(each => each.EvseId == evseId);
                return state with { Composites = (others.Length >= MostComposites ? others.RemoveAt(0) : others).Add(new StationComposite(evseId, at, schedule)) };
            case "UpdateDynamicSchedule" when accepted && Number(body, "chargingProfileId") is { } renewed && ChargingReader.Values(body.GetProperty("scheduleUpdate")) is { } values:
                return ProfileSteps.Renewed(state, renewed, values, at, command.Actor);
            case "UsePriorityCharging" when accepted && Word(body, "transactionId") is { } transaction && station.Sessions.ByTransaction(transaction) is { IsActive: true } session:
                return EvseSteps.Priority(state, session.EvseId, transaction, body.GetProperty("activate").GetBoolean(), byDriver: false, at);
            case "NotifyAllowedEnergyTransfer" when accepted && Word(body, "transactionId") is { } its && station.Sessions.ByTransaction(its) is { IsActive: true } running:
                return state.With(running.EvseId, evse => evse with { TransactionId = its, Allowed = [.. body.GetProperty("allowedEnergyTransfer").EnumerateArray().Select(each => each.GetString()!)] });
            case "AFRRSignal" when accepted && Number(body, "signal") is { } signal:
                return state with { Signal = new AfrrSignal(signal, body.TryGetProperty("timestamp", out var from) && from.TryGetDateTimeOffset(out var begins) ? begins : null, at) };
            case "SetDERControl" when accepted && ChargingReader.Control(body) is { } control:
                return DerSteps.Set(state, control, Texts(reading.Response["supersededIds"]), at);
            case "ClearDERControl" when accepted || reading.Status == "NotFound":
                return DerSteps.Clear(state, ControlCriteria.Of(body));
            case "GetDERControl" when Number(body, "requestId") is { } asked:
                return accepted ? DerSteps.Asked(state, asked, ControlCriteria.Of(body), at) : reading.Status == "NotFound" ? DerSteps.Clear(state, ControlCriteria.Of(body)) : state;
            default:
                return state;
        }
    }

    private static HeldProfile Held(StationState station, StationCommand command, JsonElement body, ChargingProfile profile, DateTimeOffset at)
    {
        var evseId = Number(body, "evseId") ?? 0;
        // 1.6 may leave the transaction out: it is the one that runs.
        if (profile is { Purpose: ProfilePurpose.TxProfile, TransactionId: null } && station.Sessions.Running(evseId) is { } running) profile = profile with { TransactionId = running.TransactionId };
        return new HeldProfile { EvseId = evseId, Profile = profile, Since = at, Actor = command.Actor };
    }

    /// <summary>The transaction may have begun before the answer to its start came.</summary>
    private static StationCharging AfterStart(StationCharging state, StationState station, HeldProfile start, DateTimeOffset at)
    {
        var begun = station.Sessions.Sessions.LastOrDefault(session => session.IsActive && session.RemoteStartId is { } number && number == start.RemoteStartId);
        return begun is null ? state : ProfileSteps.Started(state, begun.EvseId, begun.TransactionId, begun.RemoteStartId, at);
    }

    private static StationCharging Over(StationCharging state, int evseId, string transactionId) => EvseSteps.Gone(ProfileSteps.Ended(state, evseId, transactionId), evseId, transactionId);

    private static ChargingProfile? Profile(JsonElement body) => body.TryGetProperty("chargingProfile", out var profile) && profile.ValueKind == JsonValueKind.Object ? ChargingReader.Profile(profile) : null;

    private static List<string> Texts(JsonNode? node) => node is JsonArray list ? [.. list.OfType<JsonValue>().Select(each => each.TryGetValue<string>(out var text) ? text : null).OfType<string>()] : [];

    private static int? Number(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Word(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
