using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Prices;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Units;

namespace Csms.Engine.Tariffs;

/// <summary>What a tariff has to be before sessions are priced by it: a TariffType of OCPP 2.1, right by the words of the standard, and within what can be reckoned. Pure.</summary>
public static class TariffRules
{
    /// <summary>Longest name, characters.</summary>
    public const int MaxName = 100;

    /// <summary>Most prices in one part.</summary>
    public const int MostPrices = 100;

    /// <summary>Most groups of a tariff.</summary>
    public const int MostGroups = 200;

    /// <summary>No tariff begins before: what is typed so is a mistake, and clocks of zones are not reckoned there.</summary>
    public static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>No tariff begins then or later.</summary>
    public static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);

    // Below zero as well: who takes power that is too much is paid for it.
    private const decimal HighestAmount = 1_000_000;
    private const int MostDecimals = 8;

    private static readonly (string Part, string Price)[] _parts =
    [
        ("energy", "priceKwh"), ("chargingTime", "priceMinute"), ("idleTime", "priceMinute"), ("fixedFee", "priceFixed"), ("reservationTime", "priceMinute"), ("reservationFixed", "priceFixed"),
    ];

    private static readonly JsonWriterOptions _writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Whether a text can name a tariff: identifierString of OCPP that TariffType has room for.</summary>
    public static bool IsId(string? text) =>
        text is { Length: >= 1 and <= TariffCheck.LongestId } && text.All(c => char.IsAsciiLetterOrDigit(c) || "*-_=+|@.".Contains(c, StringComparison.Ordinal));

    /// <summary>Reads a tariff as it is entered.</summary>
    /// <param name="id">As what.</param>
    /// <param name="tariff">TariffType; without tariffId it gets this one.</param>
    /// <param name="found">What is wrong, everything at once; none: it can be entered.</param>
    /// <returns>As it is kept and goes to stations: members in the order of the schema, none that says nothing; null: something is wrong.</returns>
    public static string? Read(string id, JsonElement tariff, out IReadOnlyList<TariffFinding> found)
    {
        if (tariff.ValueKind != JsonValueKind.Object)
        {
            found = [Finding("", TariffFault.NoPrice)];
            return null;
        }

        var named = JsonObject.Create(tariff)!;
        var given = named["tariffId"];
        if (given is null) named["tariffId"] = id;
        else if (given.GetValueKind() == JsonValueKind.String && given.GetValue<string>() != id)
        {
            found = [Finding("tariffId", TariffFault.OtherId, id)];
            return null;
        }

        var read = TariffType.Wire.Read(JsonSerializer.SerializeToUtf8Bytes(named));
        if (read.Violation is { } violation)
        {
            found = [Finding(violation.Path, TariffFault.NotReadable, violation.ToString())];
            return null;
        }

        var faults = read.Deviations.Where(each => each.Kind == WireDeviationKind.UnknownMember).Select(each => Finding(each.Path, TariffFault.UnknownMember)).ToList();
        var body = Written(read.Value!);
        using var document = JsonDocument.Parse(body);
        faults.AddRange(TariffCheck.Of(document.RootElement, TariffSupport.Unknown));
        Bounds(document.RootElement, faults);
        if (faults.Count == 0) Domain(body, faults);
        found = faults;
        return faults.Count == 0 ? body : null;
    }

    private static string Written(TariffType tariff)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, _writing)) TariffType.Wire.WriteObject(writer, tariff);
        return System.Text.Encoding.UTF8.GetString(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <summary>Whether something can be reckoned by the clock of a zone at that time; UTC.</summary>
    public static bool IsSane(DateTimeOffset at) => at >= Earliest && at < Latest;

    private static void Bounds(JsonElement tariff, List<TariffFinding> faults)
    {
        if (tariff.TryGetProperty("validFrom", out var from) && !(from.TryGetDateTimeOffset(out var at) && IsSane(at))) faults.Add(Finding("validFrom", TariffFault.ValidFrom, Earliest.Year, Latest.Year - 1));
        foreach (var (part, price) in _parts)
        {
            if (!tariff.TryGetProperty(part, out var owner)) continue;
            var prices = owner.GetProperty("prices");
            if (prices.GetArrayLength() > MostPrices) faults.Add(Finding($"{part}.prices", TariffFault.TooManyPrices, MostPrices, prices.GetArrayLength()));
            var place = 0;
            foreach (var each in prices.EnumerateArray())
            {
                Amount(each, price, string.Create(CultureInfo.InvariantCulture, $"{part}.prices[{place++}]"), faults);
            }
        }

        foreach (var bound in (string[])["minCost", "maxCost"])
        {
            if (!tariff.TryGetProperty(bound, out var owner)) continue;
            Amount(owner, "exclTax", bound, faults);
            Amount(owner, "inclTax", bound, faults);
        }
    }

    private static void Amount(JsonElement owner, string member, string path, List<TariffFinding> faults)
    {
        if (owner.TryGetProperty(member, out var value) && value.GetDecimal() is var amount && (amount is < -HighestAmount or > HighestAmount || amount.Scale > MostDecimals)) faults.Add(Finding($"{path}.{member}", TariffFault.OutOfBounds));
    }

    // What is left over: a threshold that can't be reckoned with, for example.
    private static void Domain(string body, List<TariffFinding> faults)
    {
        try
        {
            TariffReader.Read(body, 1);
        }
        catch (FormatException fault)
        {
            faults.Add(Finding("", TariffFault.NotReadable, fault.Message));
        }
    }

    private static TariffFinding Finding(string member, TariffFault fault, params ReadOnlySpan<StatementValue> values) => new(member, Statement.Of(fault, values), FromStation: false);
}
