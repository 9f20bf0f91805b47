using System.Globalization;
using System.Text.Json.Nodes;

namespace Csms.Engine.Tests.Support;

/// <summary>The messages of one transaction in the words of a version, made one by one so that a test can lose, repeat and reorder them.</summary>
internal sealed class TransactionScript(string subprotocol, int evse, string token)
{
    private int _sequence;

    /// <summary>2.x: the station's; 1.6: what the start was answered, 0 before.</summary>
    public string TransactionId { get; set; } = subprotocol == "ocpp1.6" ? "0" : Guid.NewGuid().ToString("N");

    public bool Is16 => subprotocol == "ocpp1.6";

    public static string Text(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The start; <paramref name="wh"/> null: 2.x gives no register.</summary>
    public ScriptedMessage Started(DateTimeOffset at, long? wh) => Is16
        ? new("StartTransaction", new JsonObject
        {
            ["connectorId"] = evse, ["idTag"] = token, ["meterStart"] = wh ?? 0, ["timestamp"] = Text(at),
        })
        : Event("Started", "Authorized", at, wh, "Transaction.Begin", payload =>
        {
            payload["idToken"] = IdToken();
            payload["evse"] = new JsonObject { ["id"] = evse, ["connectorId"] = 1 };
            payload["transactionInfo"]!["chargingState"] = "Charging";
        });

    /// <summary>A sample of the register.</summary>
    public ScriptedMessage Sample(DateTimeOffset at, long wh, string unit = "Wh") => Is16
        ? new("MeterValues", new JsonObject
        {
            ["connectorId"] = evse, ["transactionId"] = int.Parse(TransactionId, CultureInfo.InvariantCulture),
            ["meterValue"] = new JsonArray(new JsonObject
            {
                ["timestamp"] = Text(at),
                ["sampledValue"] = new JsonArray(new JsonObject
                {
                    ["value"] = Written(wh, unit), ["measurand"] = "Energy.Active.Import.Register", ["unit"] = unit,
                }),
            }),
        })
        : Event("Updated", "MeterValuePeriodic", at, wh, "Sample.Periodic", unit: unit);

    /// <summary>The end; <paramref name="wh"/> null: 1.6 sends 0, 2.x no register.</summary>
    public ScriptedMessage Ended(DateTimeOffset at, long? wh, string reason = "Local", string? by = null)
    {
        if (!Is16)
        {
            return Event("Ended", "StopAuthorized", at, wh, "Transaction.End", payload =>
            {
                payload["transactionInfo"]!["stoppedReason"] = reason;
                if (by is not null)
                {
                    payload["idToken"] = new JsonObject { ["idToken"] = by, ["type"] = "ISO14443" };
                }
            });
        }

        var stop = new JsonObject
        {
            ["transactionId"] = int.Parse(TransactionId, CultureInfo.InvariantCulture), ["meterStop"] = wh ?? 0, ["timestamp"] = Text(at), ["reason"] = reason,
        };
        if (by is not null)
        {
            stop["idTag"] = by;
        }

        return new("StopTransaction", stop);
    }

    /// <summary>A 2.x event with the next sequence number.</summary>
    public ScriptedMessage Event(
        string type, string trigger, DateTimeOffset at, long? wh = null, string context = "Sample.Periodic", Action<JsonObject>? change = null, string unit = "Wh")
    {
        var payload = new JsonObject
        {
            ["eventType"] = type,
            ["timestamp"] = Text(at),
            ["triggerReason"] = trigger,
            ["seqNo"] = _sequence++,
            ["transactionInfo"] = new JsonObject { ["transactionId"] = TransactionId },
        };
        if (wh is { } register)
        {
            payload["meterValue"] = new JsonArray(new JsonObject
            {
                ["timestamp"] = Text(at),
                ["sampledValue"] = new JsonArray(new JsonObject
                {
                    ["value"] = unit == "kWh" ? register / 1000m : register,
                    ["context"] = context,
                    ["measurand"] = "Energy.Active.Import.Register",
                    ["unitOfMeasure"] = new JsonObject { ["unit"] = unit },
                }),
            });
        }

        change?.Invoke(payload);
        return new("TransactionEvent", payload);
    }

    /// <summary>A StatusNotification of the EVSE; 1.6 words are put into those of 2.x.</summary>
    public ScriptedMessage Status(DateTimeOffset at, string status) => Is16
        ? new("StatusNotification", new JsonObject { ["connectorId"] = evse, ["errorCode"] = "NoError", ["status"] = status, ["timestamp"] = Text(at) })
        : new("StatusNotification", new JsonObject
        {
            ["timestamp"] = Text(at), ["connectorStatus"] = status == "Available" ? "Available" : "Occupied", ["evseId"] = evse, ["connectorId"] = 1,
        });

    /// <summary>Takes over the id that a 1.6 start was answered.</summary>
    public void Answered(JsonObject answer)
    {
        if (Is16)
        {
            TransactionId = ((int)answer["transactionId"]!).ToString(CultureInfo.InvariantCulture);
        }
    }

    /// <summary>Verdict on the token in an answer.</summary>
    public static string? VerdictIn(JsonObject answer) => (string?)(answer["idTagInfo"] ?? answer["idTokenInfo"])?["status"];

    private JsonObject IdToken() => new() { ["idToken"] = token, ["type"] = "ISO14443" };

    private static string Written(long wh, string unit) => (unit == "kWh" ? wh / 1000m : wh).ToString(CultureInfo.InvariantCulture);
}
