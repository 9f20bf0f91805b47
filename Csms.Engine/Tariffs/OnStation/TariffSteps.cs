using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Engine.Tariffs.OnStation;

/// <summary>From what is known of a station's tariffs to what is known next. Pure; the same back when nothing changes.</summary>
internal static class TariffSteps
{
    /// <summary>SetDefaultTariff was answered (I07). A default tariff takes the place of the one that applied at its EVSEs.</summary>
    /// <param name="before">As known.</param>
    /// <param name="body">SetDefaultTariffRequest.</param>
    /// <param name="answer">SetDefaultTariffResponse.</param>
    /// <param name="evses">EVSEs of the station, as far as known.</param>
    /// <param name="actor">Who sent it.</param>
    /// <param name="now">UTC.</param>
    public static StationTariffs Set(StationTariffs before, JsonElement body, JsonObject answer, IEnumerable<int> evses, string actor, DateTimeOffset now)
    {
        if (Tariff(body) is not { } tariff || Text(tariff, "tariffId") is not { } id) return before;
        var evse = Number(body, "evseId") ?? 0;
        if (Status(answer) != "Accepted") return Refused(before, new RefusedTariff { TariffId = id, Kind = TariffKinds.Default, EvseId = evse, Body = tariff.GetRawText(), Status = Status(answer), Reason = Reason(answer), At = now, Actor = actor });
        var held = new HeldTariff
        {
            TariffId = id,
            Kind = TariffKinds.Default,
            EvseIds = evse > 0 ? [evse] : [.. evses.Order()],
            ValidFrom = Time(tariff, "validFrom"),
            Body = tariff.GetRawText(),
            AcceptedAt = now,
            Actor = actor,
        };
        // The same tariff set again at another EVSE applies at both.
        if (Find(before, TariffKinds.Default, id) is { } known)
        {
            if (known.EvseIds.IsEmpty) held = held with { EvseIds = [] };
            else if (!held.EvseIds.IsEmpty) held = held with { EvseIds = [.. known.EvseIds.Union(held.EvseIds).Order()] };
        }

        return Settled(Next(before, [.. before.Held.Where(each => !Is(each, TariffKinds.Default, id)), held]) with { Refused = Without(before, id) }, now);
    }

    /// <summary>ChangeTransactionTariff was answered (I11).</summary>
    /// <param name="before">As known.</param>
    /// <param name="body">ChangeTransactionTariffRequest.</param>
    /// <param name="answer">ChangeTransactionTariffResponse.</param>
    /// <param name="evse">Where the transaction runs; null: not known.</param>
    /// <param name="actor">Who sent it.</param>
    /// <param name="now">UTC.</param>
    public static StationTariffs Changed(StationTariffs before, JsonElement body, JsonObject answer, int? evse, string actor, DateTimeOffset now)
    {
        if (Tariff(body) is not { } tariff || Text(tariff, "tariffId") is not { } id || Text(body, "transactionId") is not { } transaction) return before;
        if (Status(answer) != "Accepted") return Refused(before, new RefusedTariff { TariffId = id, Kind = TariffKinds.Transaction, TransactionId = transaction, Body = tariff.GetRawText(), Status = Status(answer), Reason = Reason(answer), At = now, Actor = actor });
        var held = new HeldTariff
        {
            TariffId = id,
            Kind = TariffKinds.Transaction,
            EvseIds = evse is { } at ? [at] : [],
            TransactionId = transaction,
            ValidFrom = Time(tariff, "validFrom"),
            Body = tariff.GetRawText(),
            AcceptedAt = now,
            Actor = actor,
        };
        return Next(before, [.. before.Held.Where(each => each.TransactionId != transaction), held]) with { Refused = Without(before, id) };
    }

    /// <summary>GetTariffs was answered (I09): what the station tells takes the place of what was known at the EVSE, or everywhere.</summary>
    public static StationTariffs Told(StationTariffs before, JsonElement body, JsonObject answer, IReadOnlyCollection<int> evses, DateTimeOffset now)
    {
        if (Status(answer) is not ("Accepted" or "NoTariff")) return before;
        var evse = Number(body, "evseId") ?? 0;
        var told = (answer["tariffAssignments"] as JsonArray ?? []).OfType<JsonObject>().Select(each => Read(before, each, now)).OfType<HeldTariff>()
            .GroupBy(each => (each.Kind, each.TariffId)).Select(Joined).ToList();
        var kept = before.Held.Where(each => each.TransactionId is not null);
        if (evse > 0)
        {
            kept = kept.Concat(before.Held.Where(each => each.TransactionId is null && told.TrueForAll(one => !Is(one, each.Kind, each.TariffId))).Select(each => At(each, evses, evse)).OfType<HeldTariff>());
        }

        var next = Next(before, [.. told, .. kept]);
        return evse > 0 ? next : next with { ReadAt = now };
    }

    /// <summary>ClearTariffs was answered (I10). A running transaction keeps its tariff to its end (I10.FR.07).</summary>
    public static StationTariffs Cleared(StationTariffs before, JsonElement body, JsonObject answer, IReadOnlyCollection<int> evses)
    {
        var evse = Number(body, "evseId") is { } number and > 0 ? number : (int?)null;
        var named = body.TryGetProperty("tariffIds", out var ids) && ids.ValueKind == JsonValueKind.Array;
        var gone = new HashSet<string>(StringComparer.Ordinal);
        foreach (var result in (answer["clearTariffsResult"] as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Status(result) is not ("Accepted" or "NoTariff")) continue;
            if (Text(result, "tariffId") is { } id) gone.Add(id);
            else if (!named || ids.GetArrayLength() == 1) gone.UnionWith(named ? [ids[0].ToString()] : before.Held.Select(each => each.TariffId)); // none was there
        }

        var held = before.Held.Select(each => each.TransactionId is not null || !gone.Contains(each.TariffId) ? each : evse is { } one ? At(each, evses, one) : null).OfType<HeldTariff>().ToImmutableArray();
        return held.SequenceEqual(before.Held) ? before : Next(before, held);
    }

    /// <summary>A transaction has ended, and its tariff with it.</summary>
    public static StationTariffs Ended(StationTariffs before, string transactionId) =>
        before.Held.Any(each => each.TransactionId == transactionId) ? Next(before, [.. before.Held.Where(each => each.TransactionId != transactionId)]) : before;

    /// <summary>A default tariff whose time has come takes the place of the one before it; no change of its own.</summary>
    public static StationTariffs Passed(StationTariffs before, DateTimeOffset now) => Settled(before, now);

    /// <summary>Of the default tariffs that can apply at an EVSE by now, the last holds there.</summary>
    private static StationTariffs Settled(StationTariffs before, DateTimeOffset now)
    {
        // What was only found there is the station's to sort out; without known EVSEs one for all stands for all.
        var begun = before.Held.Where(each => each is { Kind: TariffKinds.Default, AcceptedAt: not null } && each.From <= now).ToList();
        if (begun.Count == 0) return before;
        var held = before.Held.Select(each => each.Kind != TariffKinds.Default || each.From > now ? each : Outlived(each, begun)).OfType<HeldTariff>().ToImmutableArray();
        return held.SequenceEqual(before.Held) ? before : before with { Held = held };
    }

    private static HeldTariff? Outlived(HeldTariff held, List<HeldTariff> begun)
    {
        var later = begun.Where(each => each.TariffId != held.TariffId && each.From > held.From).ToList();
        if (later.Count == 0) return held;
        if (later.Exists(each => each.EvseIds.IsEmpty)) return null;
        if (held.EvseIds.IsEmpty) return held; // at every EVSE, of which not all are known
        var left = held.EvseIds.Except(later.SelectMany(each => each.EvseIds)).ToImmutableArray();
        return left.IsEmpty ? null : left.Length == held.EvseIds.Length ? held : held with { EvseIds = left };
    }

    /// <summary>What is left of a tariff that an EVSE has no more.</summary>
    private static HeldTariff? At(HeldTariff held, IReadOnlyCollection<int> evses, int without)
    {
        ImmutableArray<int> at = held.EvseIds.IsEmpty ? [.. evses.Order()] : held.EvseIds;
        if (at.IsEmpty) return held.Kind == TariffKinds.Default ? null : held;
        return !at.Contains(without) ? held : at.Length == 1 ? null : held with { EvseIds = at.Remove(without) };
    }

    private static HeldTariff? Read(StationTariffs before, JsonObject told, DateTimeOffset now)
    {
        if (Text(told, "tariffId") is not { } id || Text(told, "tariffKind") is not { } kind) return null;
        var known = Find(before, kind, id);
        return new HeldTariff
        {
            TariffId = id,
            Kind = kind,
            EvseIds = [.. (told["evseIds"] as JsonArray ?? []).OfType<JsonValue>().Select(each => each.TryGetValue<int>(out var evse) ? evse : 0).Where(each => each > 0).Distinct().Order()],
            IdTokens = [.. (told["idTokens"] as JsonArray ?? []).Select(each => each?.ToString()).OfType<string>()],
            ValidFrom = Text(told, "validFrom") is { } from && DateTimeOffset.TryParse(from, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : known?.ValidFrom,
            Body = known?.Body,
            AcceptedAt = known?.AcceptedAt,
            Actor = known?.Actor,
            ToldAt = now,
        };
    }

    // A station may tell a tariff once for each EVSE or token; one that names none applies at every one.
    private static HeldTariff Joined(IEnumerable<HeldTariff> told) => told.Aggregate((one, other) => one with
    {
        EvseIds = one.EvseIds.IsEmpty || other.EvseIds.IsEmpty ? [] : [.. one.EvseIds.Union(other.EvseIds).Order()],
        IdTokens = [.. one.IdTokens.Union(other.IdTokens, StringComparer.Ordinal)],
    });

    private static StationTariffs Refused(StationTariffs before, RefusedTariff refused) =>
        Next(before, before.Held) with { Refused = [refused, .. Without(before, refused.TariffId).Take(StationTariffs.MostRefused - 1)] };

    private static ImmutableArray<RefusedTariff> Without(StationTariffs before, string id) => before.Refused.RemoveAll(each => each.TariffId == id);

    private static HeldTariff? Find(StationTariffs tariffs, string kind, string id) => tariffs.Held.FirstOrDefault(each => Is(each, kind, id));

    private static bool Is(HeldTariff held, string kind, string id) => held.Kind == kind && held.TariffId == id;

    private static StationTariffs Next(StationTariffs before, ImmutableArray<HeldTariff> held) => before with
    {
        Held = [.. held.OrderBy(each => each.Kind switch { TariffKinds.Default => 0, TariffKinds.Driver => 1, _ => 2 }).ThenBy(each => each.From).ThenBy(each => each.TariffId, StringComparer.Ordinal)],
        Revision = before.Revision + 1,
    };

    private static JsonElement? Tariff(JsonElement body) => body.TryGetProperty("tariff", out var tariff) && tariff.ValueKind == JsonValueKind.Object ? tariff : null;

    private static string Status(JsonObject answer) => Text(answer, "status") ?? "";

    private static string? Reason(JsonObject answer) => answer["statusInfo"] is not JsonObject info ? null
        : string.Join(": ", new[] { Text(info, "reasonCode"), Text(info, "additionalInfo") }.Where(text => !string.IsNullOrEmpty(text))) is { Length: > 0 } reason ? reason : null;

    private static string? Text(JsonObject owner, string member) => owner[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string? Text(JsonElement owner, string member) => owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement owner, string member) => owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static DateTimeOffset? Time(JsonElement owner, string member) =>
        owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : null;
}
