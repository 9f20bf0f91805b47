using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Csms.Engine.Energy.Der;
using Csms.Engine.Ocpp;

namespace Csms.Engine.Energy.Profiles;

/// <summary>What is known of a station's smart charging as rows, and back. Pure.</summary>
internal static class ChargingItems
{
    private const string Profile = "profile", Limit = "limit", Evse = "evse", Control = "control", Station = "station";

    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Rows to write and rows to delete, from what was written last to what is now.</summary>
    public static (IReadOnlyList<(ChargingItem Item, string Body)> Put, IReadOnlyList<ChargingItem> Delete) Difference(StationCharging before, StationCharging after)
    {
        var put = new List<(ChargingItem, string)>();
        var delete = new List<ChargingItem>();
        Compare(before.Profiles, after.Profiles, Profile, each => string.Create(CultureInfo.InvariantCulture, $"{each.EvseId}/{each.Profile.Id}"), Body, put, delete);
        Compare(before.Limits, after.Limits, Limit, each => string.Create(CultureInfo.InvariantCulture, $"{each.EvseId}/{each.IsLocalGeneration}/{each.Source}"), Write, put, delete);
        Compare(before.Evses, after.Evses, Evse, each => each.EvseId.ToString(CultureInfo.InvariantCulture), Write, put, delete);
        Compare(before.Controls, after.Controls, Control, each => each.Control.Id, Write, put, delete);
        var (was, now) = (OfStation(before), OfStation(after));
        if (was.Signal != now.Signal || was.ReadAt != now.ReadAt || was.HasMore != now.HasMore || was.Events != now.Events) put.Add((new ChargingItem(Station, ""), Write(now)));
        return (put, delete);
    }

    /// <summary>With a row taken in; a row that can't be read is passed over.</summary>
    public static StationCharging With(StationCharging state, ChargingItem item, string body)
    {
        try
        {
            return item.Kind switch
            {
                Profile when ReadProfile(body) is { } held => state with { Profiles = state.Profiles.Add(held) },
                Limit => state with { Limits = state.Limits.Add(Read<ExternalLimit>(body)) },
                Evse => state with { Evses = state.Evses.Add(Read<EvseEnergy>(body)) },
                Control => state with { Controls = state.Controls.Add(Read<HeldControl>(body)) },
                Station when Read<Whole>(body) is { } whole => state with { Signal = whole.Signal, ReadAt = whole.ReadAt, HasMore = whole.HasMore, Events = whole.Events.IsDefault ? [] : whole.Events },
                _ => state,
            };
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or FormatException)
        {
            return state; // written by another edition of the program: the station tells it again
        }
    }

    private static void Compare<T>(ImmutableArray<T> before, ImmutableArray<T> after, string kind, Func<T, string> keyOf, Func<T, string> write, List<(ChargingItem, string)> put, List<ChargingItem> delete)
        where T : class
    {
        if (before == after) return;
        var old = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var each in before) old[keyOf(each)] = each;
        foreach (var each in after)
        {
            var key = keyOf(each);
            if (!old.Remove(key, out var known) || !ReferenceEquals(known, each)) put.Add((new ChargingItem(kind, key), write(each)));
        }

        delete.AddRange(old.Keys.Select(key => new ChargingItem(kind, key)));
    }

    private static string Body(HeldProfile held) => new JsonObject
    {
        ["evse"] = held.EvseId,
        ["profile"] = JsonNode.Parse(held.Profile.Text),
        ["transaction"] = held.Profile.TransactionId,
        ["rest"] = JsonSerializer.SerializeToNode(new ProfileRest(held.Source, held.Origin, held.Since, held.ConfirmedAt, held.Actor, held.SelectedSchedule, held.IsVoid, held.RemoteStartId), Json),
    }.ToJsonString();

    private static HeldProfile? ReadProfile(string body)
    {
        if (JsonNode.Parse(body) is not JsonObject row || row["profile"] is not { } json || ChargingReader.Profile(json.ToJsonString()) is not { } profile || row["rest"].Deserialize<ProfileRest>(Json) is not { } rest) return null;
        return new HeldProfile
        {
            EvseId = (int?)row["evse"] ?? 0,
            Profile = profile with { TransactionId = (string?)row["transaction"] },
            Source = rest.Source,
            Origin = rest.Origin,
            Since = rest.Since,
            ConfirmedAt = rest.ConfirmedAt,
            Actor = rest.Actor,
            SelectedSchedule = rest.SelectedSchedule,
            IsVoid = rest.IsVoid,
            RemoteStartId = rest.RemoteStartId,
        };
    }

    private static Whole OfStation(StationCharging state) => new(state.Signal, state.ReadAt, state.HasMore, state.Events);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Json);

    private static T Read<T>(string body) => JsonSerializer.Deserialize<T>(body, Json) ?? throw new JsonException("null");

    private sealed record ProfileRest(
        string Source, ProfileOrigin Origin, DateTimeOffset Since, DateTimeOffset? ConfirmedAt, string? Actor, int? SelectedSchedule, bool IsVoid, int? RemoteStartId);

    private sealed record Whole(AfrrSignal? Signal, DateTimeOffset? ReadAt, bool HasMore, ImmutableArray<DerEvent> Events);
}
