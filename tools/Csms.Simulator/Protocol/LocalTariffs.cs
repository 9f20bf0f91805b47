using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Tariffs that a 2.1 station holds, and what its transactions cost by them (block I). Its place keeps UTC.</summary>
internal sealed class LocalTariffs(VirtualStation station)
{
    /// <summary>Most prices in each part of a tariff.</summary>
    public const int MaxElements = 10;

    /// <summary>The one currency that it reckons in.</summary>
    public const string Currency = "EUR";

    private static readonly string[] Priced = ["energy", "chargingTime", "idleTime", "fixedFee"];
    private static readonly string[] KnownConditions = ["startTimeOfDay", "endTimeOfDay", "dayOfWeek", "validFromDate", "validToDate", "evseKind", "minEnergy", "maxEnergy", "minTime", "maxTime", "minIdleTime", "maxIdleTime", "minChargingTime", "maxChargingTime"];

    private readonly List<Held> _held = [];
    private readonly Dictionary<string, Reckoning> _reckonings = [];
    private readonly Dictionary<string, JsonObject> _drivers = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A tariff of the driver came with the authorization, or none: what was his before is no more (I08).</summary>
    public void OfDriver(IdToken token, JsonObject? tariff)
    {
        if (tariff is not null && station.Settings.TariffsEnabled && Fault(tariff) is null) _drivers[token.Value] = (JsonObject)tariff.DeepClone();
        else _drivers.Remove(token.Value);
    }

    public Answer Set(JsonObject payload)
    {
        if (Refused() is { } off) return off;
        var evseId = payload.Int("evseId") ?? 0;
        if (evseId != 0 && station.FindEvse(evseId) is null) return Because("Rejected", "UnknownEVSE");
        if (payload.Obj("tariff") is not { } tariff || !Array.Exists(Priced, part => tariff.Obj(part) is not null)) return Because("Rejected", "InvalidValue");
        if (Fault(tariff) is { } fault) return Answer.Status(fault);
        if (_held.Exists(each => each.Id == tariff.Str("tariffId"))) return Answer.Status("DuplicateTariffId");
        var (from, now) = (tariff.Instant("validFrom"), station.Now);
        foreach (var evse in station.Evses.Where(each => evseId == 0 || each.Id == evseId))
        {
            // One that begins later stands beside the one until then.
            if (from is null || from <= now) _held.RemoveAll(each => each.EvseId == evse.Id && (each.From is null || each.From <= now));
            _held.Add(new Held(evse.Id, from, (JsonObject)tariff.DeepClone()));
        }

        return Answer.Status("Accepted");
    }

    public Answer Get(JsonObject payload)
    {
        if (Refused() is { } off) return off;
        var evseId = payload.Int("evseId") ?? 0;
        if (evseId != 0 && station.FindEvse(evseId) is null) return Because("Rejected", "UnknownEVSE");
        var found = _held.Where(each => evseId == 0 || each.EvseId == evseId).ToArray();
        if (found.Length == 0 && _drivers.Count == 0) return Answer.Status("NoTariff");
        return Answer.Of(new JsonObject
        {
            ["status"] = "Accepted",
            ["tariffAssignments"] = Json.Array(found.GroupBy(each => each.Id).Select(group => (JsonNode)new JsonObject { ["tariffId"] = group.Key, ["tariffKind"] = "DefaultTariff" }
                .With("validFrom", group.First().Tariff.Str("validFrom")).With("evseIds", Json.Array(group.Select(each => (JsonNode)each.EvseId))))
                .Concat(_drivers.GroupBy(each => each.Value.Str("tariffId") ?? "").Select(group => (JsonNode)new JsonObject { ["tariffId"] = group.Key, ["tariffKind"] = "DriverTariff" }
                    .With("idTokens", Json.Array(group.Select(each => (JsonNode)each.Key)))))),
        });
    }

    public Answer Clear(JsonObject payload)
    {
        if (Refused() is { } off) return off;
        var wanted = (payload["tariffIds"] as JsonArray)?.Select(id => id?.ToString() ?? "").ToArray();
        var evseId = payload.Int("evseId") is { } one and > 0 ? one : (int?)null;
        var gone = _held.Where(each => (evseId is null || each.EvseId == evseId) && (wanted is null || wanted.Contains(each.Id))).ToArray();
        _held.RemoveAll(gone.Contains);
        var cleared = gone.Select(each => each.Id).Distinct().ToArray();
        var results = cleared.Select(id => (JsonNode)new JsonObject { ["tariffId"] = id, ["status"] = "Accepted" })
            .Concat((wanted ?? []).Except(cleared).Select(id => (JsonNode)new JsonObject { ["tariffId"] = id, ["status"] = "NoTariff" })).ToArray();
        return Answer.Of(new JsonObject { ["clearTariffsResult"] = results.Length == 0 ? new JsonArray(new JsonObject { ["status"] = "NoTariff" }) : Json.Array(results) });
    }

    /// <param name="payload">ChangeTransactionTariffRequest.</param>
    /// <param name="changed">Tells it, once it has been answered.</param>
    public Answer Change(JsonObject payload, Action<Evse, Transaction> changed)
    {
        if (Refused() is { } off) return off;
        if (station.FindTransaction(payload.Str("transactionId") ?? "") is not { IsRunning: true } transaction || station.FindEvse(transaction.EvseId) is not { } evse) return Answer.Status("TxNotFound");
        if (payload.Obj("tariff") is not { } tariff || !Array.Exists(Priced, part => tariff.Obj(part) is not null)) return Because("Rejected", "InvalidValue");
        if (Fault(tariff) is { } fault) return Answer.Status(fault);
        var reckoning = Of(transaction);
        if (reckoning is { HasTariff: true } && reckoning.Currency != tariff.Str("currency")) return Answer.Status("NoCurrencyChange");
        return Answer.Status("Accepted", () =>
        {
            station.Advance(evse, station.Now);
            (reckoning ?? Begin(evse, transaction)).Change((JsonObject)tariff.DeepClone(), station.Now, evse);
            changed(evse, transaction);
        });
    }

    /// <summary>Adds to a TransactionEvent what the transaction costs so far, or in all; nothing without a tariff.</summary>
    public void Tell(JsonObject payload, string type, Evse evse, Transaction transaction)
    {
        if (!station.Settings.TariffsEnabled || (Of(transaction) ?? Begin(evse, transaction)) is not { HasTariff: true } reckoning) return;
        reckoning.Count(transaction.EndedAt ?? station.Now, type == "Ended" ? transaction.MeterStopWh ?? evse.ReadingWh : evse.ReadingWh, transaction.ChargingState, evse);
        payload.Obj("transactionInfo")!["tariffId"] = reckoning.TariffId;
        if (type == "Started") return;
        payload["costDetails"] = reckoning.Details(isFinal: type == "Ended");
        if (type == "Ended") _reckonings.Remove(transaction.Id);
    }

    private Reckoning? Of(Transaction transaction) => _reckonings.TryGetValue(transaction.Id, out var known) ? known : null;

    /// <summary>A transaction keeps the tariff that it began with to its end, also when that is cleared (I10.FR.07).</summary>
    private Reckoning Begin(Evse evse, Transaction transaction)
    {
        var (at, now) = (transaction.StartedAt, station.Now);
        var tariff = transaction.Token is { } token && _drivers.TryGetValue(token.Value, out var own) ? own : _held.Where(each => each.EvseId == evse.Id && (each.From is null || each.From <= now)).MaxBy(each => each.From ?? DateTimeOffset.MinValue)?.Tariff;
        return _reckonings[transaction.Id] = new Reckoning(tariff, at, transaction.MeterStartWh, evse);
    }

    private Answer? Refused() => station.Settings.TariffsEnabled ? null : Answer.Error("NotSupported", "TariffCostCtrlr.Enabled[Tariff] is false");

    private static string? Fault(JsonObject tariff)
    {
        foreach (var part in Priced)
        {
            var prices = tariff.Obj(part)?.List("prices").ToArray() ?? [];
            if (prices.Length > MaxElements) return "TooManyElements";
            if (Array.Exists(prices, price => price.Obj("conditions") is { } conditions && conditions.Any(member => !KnownConditions.Contains(member.Key)))) return "ConditionNotSupported";
        }

        return null;
    }

    private static Answer Because(string status, string reason) => Answer.Of(new JsonObject { ["status"] = status, ["statusInfo"] = new JsonObject { ["reasonCode"] = reason } });

    private sealed record Held(int EvseId, DateTimeOffset? From, JsonObject Tariff)
    {
        public string Id { get; } = Tariff.Str("tariffId") ?? "";
    }
}
