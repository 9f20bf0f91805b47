using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>What one transaction costs: what is used between two looks is priced as the tariff has it at the first.</summary>
internal sealed class Reckoning
{
    private readonly List<Period> _periods = [];
    private readonly Dictionary<string, decimal> _net = [];
    private readonly Dictionary<string, decimal> _gross = [];
    private readonly DateTimeOffset _startedAt;
    private readonly long _startWh;
    private JsonObject? _tariff;
    private DateTimeOffset _at;
    private long _wh;
    private bool _charging;
    private decimal _idle, _charged;

    public Reckoning(JsonObject? tariff, DateTimeOffset startedAt, long startWh, Evse evse)
    {
        (_startedAt, _at, _startWh, _wh) = (startedAt, startedAt, startWh, startWh);
        if (tariff is not null) Take(tariff, evse);
    }

    public bool HasTariff => _tariff is not null;

    public string TariffId => _tariff?.Str("tariffId") ?? "";

    public string? Currency => _tariff?.Str("currency");

    public void Change(JsonObject tariff, DateTimeOffset now, Evse evse)
    {
        Count(now, evse.ReadingWh, _charging ? "Charging" : "EVConnected", evse);
        Take(tariff, evse);
    }

    public void Count(DateTimeOffset now, long readingWh, string state, Evse evse)
    {
        var seconds = now > _at ? (decimal)(now - _at).TotalSeconds : 0;
        var wh = Math.Max(0, readingWh - _wh);
        if (_tariff is not null)
        {
            Add("energy", wh / 1000m * (Price("energy", "priceKwh", evse) ?? 0));
            if (_charging) Add("chargingTime", seconds / 60 * (Price("chargingTime", "priceMinute", evse) ?? 0));
            else Add("idleTime", seconds / 60 * (Price("idleTime", "priceMinute", evse) ?? 0));
            if (_periods.Count > 0) _periods[^1] = _periods[^1] with { Wh = _periods[^1].Wh + wh, Charging = _periods[^1].Charging + (_charging ? seconds : 0), Idle = _periods[^1].Idle + (_charging ? 0 : seconds) };
        }

        if (_charging) _charged += seconds;
        else _idle += seconds;
        (_at, _wh, _charging) = (now > _at ? now : _at, Math.Max(_wh, readingWh), state == "Charging");
    }

    public JsonObject Details(bool isFinal)
    {
        var (net, gross, kind) = (_net.Values.Sum(), _gross.Values.Sum(), "NormalCost");
        if (isFinal && Bound("minCost", net, gross) is { } least && least.Net > net) (net, gross, kind) = (least.Net, least.Gross, "MinCost");
        if (Bound("maxCost", net, gross) is { } most && most.Net < net) (net, gross, kind) = (most.Net, most.Gross, "MaxCost");
        var cost = new JsonObject { ["currency"] = Currency, ["typeOfCost"] = kind };
        foreach (var (part, told) in ((string, string)[])[("fixedFee", "fixed"), ("energy", "energy"), ("chargingTime", "chargingTime"), ("idleTime", "idleTime")])
        {
            if (_net.TryGetValue(part, out var amount)) cost[told] = Amount(amount, _gross[part]).With("taxRates", _tariff?.Obj(part)?["taxRates"]?.DeepClone());
        }

        cost["total"] = Amount(net, gross);
        var details = new JsonObject
        {
            ["totalCost"] = cost,
            ["totalUsage"] = new JsonObject { ["energy"] = _wh - _startWh, ["chargingTime"] = (int)(_at - _startedAt).TotalSeconds, ["idleTime"] = (int)_idle },
        };
        // A running cost comes without its periods (I12.FR.02).
        if (isFinal && _periods.Count > 0)
        {
            details["chargingPeriods"] = Json.Array(_periods.Select(period => (JsonNode)new JsonObject
            {
                ["startPeriod"] = Json.Stamp(period.From),
                ["tariffId"] = period.TariffId,
                ["dimensions"] = new JsonArray(
                    new JsonObject { ["type"] = "Energy", ["volume"] = period.Wh },
                    new JsonObject { ["type"] = "ChargingTime", ["volume"] = (int)period.Charging },
                    new JsonObject { ["type"] = "IdleTIme", ["volume"] = (int)period.Idle }), // so the standard spells it
            }));
        }

        return details;
    }

    private void Take(JsonObject tariff, Evse evse)
    {
        var isFirst = _tariff is null;
        _tariff = tariff;
        _periods.Add(new Period(_at, TariffId, 0, 0, 0));
        if (isFirst && Price("fixedFee", "priceFixed", evse) is { } fee) Add("fixedFee", fee);
    }

    private void Add(string part, decimal net)
    {
        if (_tariff?.Obj(part) is not { } priced) return;
        _net[part] = _net.GetValueOrDefault(part) + net;
        _gross[part] = _gross.GetValueOrDefault(part) + net * Factor(priced);
    }

    /// <summary>The first price whose conditions are met.</summary>
    private decimal? Price(string part, string member, Evse evse) =>
        _tariff?.Obj(part)?.List("prices").FirstOrDefault(price => price.Obj("conditions") is not { } conditions || Met(conditions, evse)) is { } met ? Number(met, member) : null;

    private bool Met(JsonObject conditions, Evse evse)
    {
        var at = _at.UtcDateTime;
        var time = at.ToString("HH:mm", CultureInfo.InvariantCulture);
        var date = at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var (from, to) = (conditions.Str("startTimeOfDay") ?? "00:00", conditions.Str("endTimeOfDay") ?? "00:00");
        if (to == "00:00") to = "24:00";
        var inTime = string.CompareOrdinal(from, to) < 0
            ? string.CompareOrdinal(time, from) >= 0 && string.CompareOrdinal(time, to) < 0
            : string.CompareOrdinal(time, from) >= 0 || string.CompareOrdinal(time, to) < 0;
        return inTime
            && (conditions["dayOfWeek"] is not JsonArray days || days.Any(day => day?.ToString() == at.DayOfWeek.ToString()))
            && (conditions.Str("validFromDate") is not { } first || string.CompareOrdinal(date, first) >= 0)
            && (conditions.Str("validToDate") is not { } last || string.CompareOrdinal(date, last) < 0)
            && (conditions.Str("evseKind") is not { } kind || kind == "DC" == evse.Options.IsDc)
            && Within(conditions, "Energy", _wh - _startWh) && Within(conditions, "Time", (decimal)(_at - _startedAt).TotalSeconds)
            && Within(conditions, "ChargingTime", _charged) && Within(conditions, "IdleTime", _idle);
    }

    private static bool Within(JsonObject conditions, string of, decimal value) => (Number(conditions, "min" + of) ?? value) <= value && (Number(conditions, "max" + of) is not { } most || value < most);

    private (decimal Net, decimal Gross)? Bound(string member, decimal net, decimal gross)
    {
        if (_tariff?.Obj(member) is not { } bound) return null;
        var factor = bound["taxRates"] is JsonArray ? Factor(bound) : net > 0 ? gross / net : 1;
        return (Number(bound, "exclTax"), Number(bound, "inclTax")) switch
        {
            ({ } excl, { } incl) => (excl, incl),
            ({ } excl, null) => (excl, excl * factor),
            (null, { } incl) => (incl / factor, incl),
            _ => null,
        };
    }

    /// <summary>Taxes of one level add up; those of the next come on top.</summary>
    private static decimal Factor(JsonObject priced) =>
        priced.List("taxRates").GroupBy(rate => rate.Int("stack") ?? 0).OrderBy(level => level.Key).Aggregate(1m, (factor, level) => factor * (1 + level.Sum(rate => Number(rate, "tax") ?? 0) / 100));

    private static JsonObject Amount(decimal net, decimal gross) => new() { ["exclTax"] = Math.Round(net, 4), ["inclTax"] = Math.Round(gross, 4) };

    private static decimal? Number(JsonObject owner, string member) => owner[member] is JsonValue value && value.TryGetValue<decimal>(out var number) ? number : null;

    private sealed record Period(DateTimeOffset From, string TariffId, long Wh, decimal Charging, decimal Idle);
}
