using System.Globalization;
using System.Text.Json;
using Csms.Console.Controls;

namespace Csms.Console.Pages.Messages;

/// <summary>
/// What a message says, in one line: "EVSE 1 · 147.2 kW · SoC 63 % · 26,418 Wh". In the words of the protocol; connecting words
/// in the reader's language, figures as the reader writes them. Pure; a payload that is not what it should be gives what can be read of it.
/// </summary>
public static class FrameSummary
{
    private const string Then = " → ", And = " · ";
    private static readonly CultureInfo _digits = CultureInfo.InvariantCulture;

    /// <summary>The line of a request and, where there is one, its answer.</summary>
    /// <param name="action">Action as spelt in the frame.</param>
    /// <param name="request">JSON of the request's payload.</param>
    /// <param name="answer">JSON of the answer's payload; null without one.</param>
    /// <param name="words">The reader's language.</param>
    public static string Of(string? action, string request, string? answer, EngineWords words)
    {
        ArgumentNullException.ThrowIfNull(words);
        using var asked = Parse(request);
        using var said = Parse(answer);
        if (asked is null) return action is null ? Cut(request) : "";
        var payload = asked.RootElement;
        var text = Request(action ?? "", payload, words);
        var result = said is null ? "" : Answer(action ?? "", said.RootElement, words);
        return text.Length == 0 ? result : result.Length == 0 ? text : text + Then + result;
    }

    private static string Request(string action, JsonElement p, EngineWords words) => action switch
    {
        "BootNotification" => Join(Name(p), Firmware(p), Text(p, "reason")),
        "StatusNotification" => Join(Where(p, words), "", Text(p, "errorCode") is { Length: > 0 } error && error != "NoError" ? error : "") + Then + (Text(p, "connectorStatus") is { Length: > 0 } status ? status : Text(p, "status")),
        "Authorize" => Text(p, "idTag") is { Length: > 0 } tag ? tag : Token(p),
        "StartTransaction" => Join(Where(p, words), Text(p, "idTag"), Wh(p, "meterStart", words.Culture)),
        "StopTransaction" => Join(Text(p, "transactionId"), Text(p, "reason"), Wh(p, "meterStop", words.Culture)),
        "MeterValues" => Join(Where(p, words), Meter(p, "meterValue", words.Culture)),
        "TransactionEvent" => Join(Text(p, "eventType"), Text(p, "triggerReason"), Info(p), Meter(p, "meterValue", words.Culture), p.TryGetProperty("idToken", out _) ? Token(p) : ""),
        "NotifyEvent" => Each(p, "eventData", words, e => $"{Variable(e)} = {Text(e, "actualValue")}"),
        "NotifyReport" => Join($"#{Text(p, "requestId")}", words.Line("Variables", Count(p, "reportData")), words.Line(Text(p, "tbc") == "true" ? "MoreFollows" : "Last")),
        "RequestStartTransaction" => Join(Where(p, words), Token(p)),
        "RemoteStartTransaction" => Join(Where(p, words), Text(p, "idTag")),
        "RequestStopTransaction" or "RemoteStopTransaction" or "CostUpdated" => Text(p, "transactionId"),
        "Reset" => Join(Text(p, "type"), Where(p, words)),
        "UnlockConnector" => Where(p, words),
        "ChangeAvailability" => Join(Where(p, words), Text(p, "operationalStatus"), Text(p, "type")),
        "TriggerMessage" or "ExtendedTriggerMessage" => Join(Text(p, "requestedMessage"), Where(p, words)),
        "GetVariables" => Each(p, "getVariableData", words, Variable),
        "SetVariables" => Each(p, "setVariableData", words, e => $"{Variable(e)} = {Text(e, "attributeValue")}"),
        "GetConfiguration" => p.TryGetProperty("key", out var keys) && keys.ValueKind == JsonValueKind.Array ? List(keys, words, key => key.ToString()) : words.Line("AllKeys"),
        "ChangeConfiguration" => $"{Text(p, "key")} = {Text(p, "value")}",
        "GetBaseReport" => Join(Text(p, "reportBase"), $"#{Text(p, "requestId")}"),
        "SetChargingProfile" => Join(Where(p, words), Profile(p, words)),
        "ClearChargingProfile" => Join(Where(p, words), Text(p, "chargingProfileId"), Text(p, "id")),
        "DataTransfer" => Join(Text(p, "vendorId"), Text(p, "messageId")),
        "FirmwareStatusNotification" or "DiagnosticsStatusNotification" or "LogStatusNotification" or "SignedFirmwareStatusNotification" => Text(p, "status"),
        "SecurityEventNotification" => Join(Text(p, "type"), Text(p, "techInfo")),
        "ReserveNow" => Join(Where(p, words), Text(p, "idTag"), p.TryGetProperty("idToken", out _) ? Token(p) : "", Text(p, "expiryDate"), Text(p, "expiryDateTime")),
        "CancelReservation" => Text(p, "reservationId"),
        "SendLocalList" => Join(Text(p, "updateType"), words.Line("Version", Text(p, "listVersion") + Text(p, "versionNumber")), words.Line("Entries", Count(p, "localAuthorizationList"))),
        "UpdateFirmware" => Text(p, "location") is { Length: > 0 } location ? location : p.TryGetProperty("firmware", out var firmware) ? Text(firmware, "location") : "",
        "GetCompositeSchedule" => Join(Where(p, words), Text(p, "duration") is { Length: > 0 } s ? $"{s} s" : ""),
        _ => Scalars(p),
    };

    private static string Answer(string action, JsonElement a, EngineWords words) => action switch
    {
        "Heartbeat" => "",
        "BootNotification" => Join(Text(a, "status"), Text(a, "interval") is { Length: > 0 } interval ? words.Line("Every", interval) : ""),
        "StartTransaction" => Join(Info(a, "idTagInfo"), words.Line("Transaction", Text(a, "transactionId"))),
        "Authorize" or "StopTransaction" or "TransactionEvent" => Join(Info(a, "idTagInfo"), Info(a, "idTokenInfo")),
        "GetVariables" => Statuses(a, "getVariableResult", e => Text(e, "attributeValue")),
        "SetVariables" => Statuses(a, "setVariableResult", _ => ""),
        "GetConfiguration" => Join(words.Line("Keys", Count(a, "configurationKey")), Count(a, "unknownKey") is > 0 and var unknown ? words.Line("Unknown", unknown) : ""),
        _ => Text(a, "status"),
    };

    private static JsonDocument? Parse(string? json)
    {
        if (string.IsNullOrEmpty(json)) return null;
        try
        {
            var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
            document.Dispose();
        }
        catch (JsonException)
        {
            return null; // an unreadable frame is shown as it came
        }
        return null;
    }

    private static string Where(JsonElement p, EngineWords words)
    {
        if (p.TryGetProperty("evse", out var evse) && evse.ValueKind == JsonValueKind.Object) return $"EVSE {Text(evse, "id")}";
        if (Text(p, "evseId") is { Length: > 0 } id) return id == "0" ? words.Line("Station") : $"EVSE {id}";
        return Text(p, "connectorId") is { Length: > 0 } connector ? connector == "0" ? words.Line("Station") : $"EVSE {connector}" : "";
    }

    private static string Token(JsonElement p) => p.TryGetProperty("idToken", out var token) && token.ValueKind == JsonValueKind.Object
        ? $"{Text(token, "idToken")} ({Text(token, "type")})"
        : Text(p, "idToken");

    private static string Info(JsonElement a, string name) => a.TryGetProperty(name, out var info) ? Text(info, "status") : "";

    private static string Info(JsonElement p)
    {
        if (!p.TryGetProperty("transactionInfo", out var info)) return "";
        return Join(Text(info, "chargingState"), Text(info, "stoppedReason"));
    }

    private static string Name(JsonElement p)
    {
        var station = p.TryGetProperty("chargingStation", out var inner) ? inner : p;
        return $"{Text(station, "vendorName")}{Text(station, "chargePointVendor")} {Text(station, "model")}{Text(station, "chargePointModel")}".Trim();
    }

    private static string Firmware(JsonElement p) => Text(p.TryGetProperty("chargingStation", out var inner) ? inner : p, "firmwareVersion");

    private static string Profile(JsonElement p, EngineWords words)
    {
        var profile = p.TryGetProperty("chargingProfile", out var newer) ? newer : p.TryGetProperty("csChargingProfiles", out var older) ? older : default;
        if (profile.ValueKind != JsonValueKind.Object || !profile.TryGetProperty("chargingSchedule", out var schedule)) return "";
        if (schedule.ValueKind == JsonValueKind.Array) schedule = schedule.EnumerateArray().FirstOrDefault();
        if (schedule.ValueKind != JsonValueKind.Object || !schedule.TryGetProperty("chargingSchedulePeriod", out var periods) || periods.ValueKind != JsonValueKind.Array) return Text(profile, "chargingProfilePurpose");
        var first = periods.EnumerateArray().FirstOrDefault();
        var limit = first.ValueKind == JsonValueKind.Object && Number(first, "limit") is { } value ? Text(schedule, "chargingRateUnit") == "W" ? $"{(value / 1000).ToString("0.#", words.Culture)} kW" : $"{value.ToString("0.#", words.Culture)} A" : "";
        return Join(Text(profile, "chargingProfilePurpose"), limit, periods.GetArrayLength() > 1 ? words.Line("Periods", periods.GetArrayLength()) : "");
    }

    private static string Variable(JsonElement e) => e.ValueKind != JsonValueKind.Object ? "" :
        $"{(e.TryGetProperty("component", out var component) ? Text(component, "name") : "")}/{(e.TryGetProperty("variable", out var variable) ? Text(variable, "name") : "")}";

    // Power, state of charge and register of the latest reading: what an operator looks for.
    private static string Meter(JsonElement p, string name, CultureInfo culture)
    {
        if (!p.TryGetProperty(name, out var readings) || readings.ValueKind != JsonValueKind.Array || readings.GetArrayLength() == 0) return "";
        var last = readings.EnumerateArray().Last();
        if (last.ValueKind != JsonValueKind.Object || !last.TryGetProperty("sampledValue", out var samples) || samples.ValueKind != JsonValueKind.Array) return "";
        string power = "", soc = "", register = "";
        double? phases = null;
        foreach (var sample in samples.EnumerateArray())
        {
            if (sample.ValueKind != JsonValueKind.Object || Number(sample, "value") is not { } value) continue;
            var unit = sample.TryGetProperty("unitOfMeasure", out var measure) ? Text(measure, "unit") : Text(sample, "unit");
            if (measure.ValueKind == JsonValueKind.Object && Number(measure, "multiplier") is { } power10) value *= Math.Pow(10, power10);
            switch (Text(sample, "measurand"))
            {
                case "Power.Active.Import":
                    if (unit != "kW") value /= 1000;
                    if (Text(sample, "phase").Length > 0) phases = (phases ?? 0) + value;
                    else power = $"{value.ToString("0.0", culture)} kW";
                    break;
                case "SoC":
                    soc = $"SoC {value.ToString("0", culture)} %";
                    break;
                case "" or "Energy.Active.Import.Register" when Text(sample, "phase").Length == 0:
                    if (unit == "kWh") value *= 1000;
                    register = $"{value.ToString("N0", culture)} Wh";
                    break;
            }
        }
        if (power.Length == 0 && phases is { } sum) power = $"{sum.ToString("0.0", culture)} kW";
        return Join(power, soc, register);
    }

    private static string Wh(JsonElement p, string name, CultureInfo culture) => Number(p, name) is { } value ? $"{value.ToString("N0", culture)} Wh" : "";

    private static string Statuses(JsonElement a, string name, Func<JsonElement, string> value)
    {
        if (!a.TryGetProperty(name, out var results) || results.ValueKind != JsonValueKind.Array) return "";
        if (results.GetArrayLength() == 1) return Join(Text(results[0], "attributeStatus"), value(results[0]));
        return string.Join(", ", results.EnumerateArray().GroupBy(result => Text(result, "attributeStatus")).Select(group => $"{group.Count()} {group.Key}"));
    }

    private static string Each(JsonElement p, string name, EngineWords words, Func<JsonElement, string> text) =>
        p.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? List(items, words, text) : "";

    private static string List(JsonElement items, EngineWords words, Func<JsonElement, string> text) => items.GetArrayLength() switch
    {
        0 => "",
        1 => text(items[0]),
        var count => words.Line("AndMore", text(items[0]), count - 1),
    };

    private static int Count(JsonElement p, string name) => p.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.GetArrayLength() : 0;

    private static string Scalars(JsonElement p)
    {
        var parts = new List<string>();
        foreach (var member in p.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array) continue;
            parts.Add($"{member.Name} {member.Value}");
            if (parts.Count == 3) break;
        }
        return Cut(string.Join(And, parts));
    }

    private static string Text(JsonElement p, string name) => p.ValueKind == JsonValueKind.Object && p.TryGetProperty(name, out var value)
        ? value.ValueKind switch { JsonValueKind.String => value.GetString()!, JsonValueKind.Null => "", JsonValueKind.Object or JsonValueKind.Array => "", _ => value.GetRawText() }
        : "";

    private static double? Number(JsonElement p, string name) => double.TryParse(Text(p, name).Replace(',', '.'), NumberStyles.Float, _digits, out var number) ? number : null;

    private static string Join(params ReadOnlySpan<string> parts)
    {
        var kept = new List<string>(parts.Length);
        foreach (var part in parts)
            if (part.Length > 0) kept.Add(part);
        return string.Join(And, kept);
    }

    private static string Cut(string text) => text.Length <= 200 ? text : text[..199] + "…";
}
