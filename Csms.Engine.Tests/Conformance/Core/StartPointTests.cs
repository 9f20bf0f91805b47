using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance.Core;

/// <summary>Transactions that begin at each of the start points a station may have (E01, TxStartPoint): with or without token, EVSE and energy.</summary>
public sealed class StartPointTests(EngineHost host) : Sessions.SessionTest(host)
{
    [Theory]
    [UseCase("E01", "2.0.1", "2.1")]
    [UseCase("E02", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Start_WhenTheCarIsConnected_WaitsForItsToken(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);

        var started = await station.CallAsync(transaction.Event("Started", "CablePluggedIn", T0, 1000, "Transaction.Begin", At(1, "EVConnected")));
        Assert.Equal((1, null, SessionState.Active), await SeenAsync(station));
        Assert.Null(TransactionScript.VerdictIn(started)); // no token, no word about it

        var authorized = await station.CallAsync(transaction.Event("Updated", "Authorized", T0.AddSeconds(20), change: With(EngineHost.Token)));
        await station.CallAsync(transaction.Event("Updated", "ChargingStateChanged", T0.AddSeconds(22), change: In("Charging")));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(authorized));
        await EndsAsync(station, transaction, 300);
    }

    [Theory]
    [UseCase("E01", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Start_WhenTheBayIsOccupied_HasNeitherEvseNorToken(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);

        await station.CallAsync(transaction.Event("Started", "EVDetected", T0));
        Assert.Equal((0, null, SessionState.Active), await SeenAsync(station));

        await station.CallAsync(transaction.Event("Updated", "CablePluggedIn", T0.AddSeconds(20), change: At(1, "EVConnected")));
        await station.CallAsync(transaction.Event("Updated", "Authorized", T0.AddSeconds(30), change: With(EngineHost.Token)));
        await station.CallAsync(transaction.Event("Updated", "ChargingStateChanged", T0.AddSeconds(32), 1000, "Transaction.Begin", In("Charging")));

        await EndsAsync(station, transaction, 300);
    }

    [Theory]
    [UseCase("E01", "2.0.1", "2.1")]
    [UseCase("E03", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Start_WhenItIsAuthorized_MayComeBeforeItsEvseIsKnown(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);

        var started = await station.CallAsync(transaction.Event("Started", "Authorized", T0, change: With(EngineHost.Token)));
        Assert.Equal("Accepted", TransactionScript.VerdictIn(started));
        Assert.Equal((0, EngineHost.Token, SessionState.Active), await SeenAsync(station));

        await station.CallAsync(transaction.Event("Updated", "CablePluggedIn", T0.AddSeconds(20), 1000, "Transaction.Begin", At(1, "EVConnected")));
        await station.CallAsync(transaction.Event("Updated", "ChargingStateChanged", T0.AddSeconds(22), change: In("Charging")));

        await EndsAsync(station, transaction, 300);
    }

    [Theory]
    [UseCase("E01", "2.0.1", "2.1")]
    [UseCase("J03", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Start_WhenTheMeterHasSigned_KeepsWhatWasSigned(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);

        await station.CallAsync(transaction.Event("Started", "SignedDataReceived", T0, 1000, "Transaction.Begin", payload =>
        {
            At(1, "EVConnected")(payload);
            With(EngineHost.Token)(payload);
            Sign(payload, "OCMF|{\"RD\":[{\"TX\":\"B\"}]}|{\"SD\":\"01\"}");
        }));
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 1100).With(payload => Sign(payload, "OCMF|{\"RD\":[{\"TX\":\"C\"}]}|{\"SD\":\"02\"}")));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1300).With(payload => Sign(payload, "OCMF|{\"RD\":[{\"TX\":\"E\"}]}|{\"SD\":\"03\"}")));

        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, 300);
        var signed = await Host.Database.RowsAsync("SELECT value, encoding, signing_method, public_key FROM csms.raw_samples WHERE session_id = $1 ORDER BY value", session.Id.Value);
        Assert.Equal(["B", "C", "E"], signed.Select(row => JsonElement.Parse(((string)row[0]!).Split('|')[1]).GetProperty("RD")[0].GetProperty("TX").GetString()));
        Assert.All(signed, row => Assert.Equal(("OCMF", "ECDSA-secp256r1-SHA256", "oca:base16:asn1:3059"), ((string?)row[1], (string?)row[2], (string?)row[3])));
    }

    [Theory]
    [UseCase("E01", "2.0.1", "2.1")]
    [MemberData(nameof(Versions2))]
    public async Task Start_WhenEnergyFlows_HasAllOfIt(string version)
    {
        await using var station = await BootAsync(version);
        var transaction = Transaction(version);

        var started = await station.CallAsync(transaction.Event("Started", "ChargingStateChanged", T0, 1000, "Transaction.Begin", payload =>
        {
            At(1, "Charging")(payload);
            With(EngineHost.Token)(payload);
        }));

        Assert.Equal("Accepted", TransactionScript.VerdictIn(started));
        Assert.Equal(ChargingState.Charging, Assert.Single(Host.State(station.Id).Sessions.Sessions).ChargingState);
        await EndsAsync(station, transaction, 300);
    }

    private static Action<JsonObject> At(int evse, string state) => payload =>
    {
        payload["evse"] = new JsonObject { ["id"] = evse, ["connectorId"] = 1 };
        In(state)(payload);
    };

    private static Action<JsonObject> In(string state) => payload => payload["transactionInfo"]!["chargingState"] = state;

    private static Action<JsonObject> With(string token) => payload => payload["idToken"] = new JsonObject { ["idToken"] = token, ["type"] = "ISO14443" };

    private static void Sign(JsonObject payload, string data) => payload["meterValue"]![0]!["sampledValue"]![0]!["signedMeterValue"] = new JsonObject
    {
        ["signedMeterData"] = data, ["signingMethod"] = "ECDSA-secp256r1-SHA256", ["encodingMethod"] = "OCMF", ["publicKey"] = "oca:base16:asn1:3059",
    };

    private async Task<(int Evse, string? Token, SessionState State)> SeenAsync(ScriptedStation station)
    {
        var session = await Host.OnlyAsync(station.Id);
        return (session.EvseId, session.Token?.Value, session.State);
    }

    /// <summary>It ends at 1300 Wh with its EVSE and its driver, without a doubt.</summary>
    private async Task EndsAsync(ScriptedStation station, TransactionScript transaction, long energyWh)
    {
        await station.CallAsync(transaction.Ended(T0.AddMinutes(2), 1300));
        var session = await Host.OnlyAsync(station.Id);
        AssertSound(session, energyWh);
        Assert.Equal((1, 1, EngineHost.Token), (session.EvseId, session.ConnectorId, session.Token?.Value));
    }
}
