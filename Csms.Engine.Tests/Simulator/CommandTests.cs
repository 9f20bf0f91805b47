using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Engine.Tests.Simulator;

/// <summary>Stations answer every command of their version in schema-valid words.</summary>
public sealed class CommandTests
{
    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);

    private static readonly (string Action, string Payload, string? Status)[] _commands16 =
    [
        ("GetConfiguration", "{}", null),
        ("GetConfiguration", """{"key":["HeartbeatInterval","Nonsense"]}""", null),
        ("ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"30"}""", "Accepted"),
        ("ChangeConfiguration", """{"key":"MeterValueSampleInterval","value":"-3"}""", "Rejected"),
        ("ChangeConfiguration", """{"key":"NumberOfConnectors","value":"9"}""", "Rejected"),
        ("ChangeConfiguration", """{"key":"Nonsense","value":"9"}""", "NotSupported"),
        ("ChangeConfiguration", """{"key":"AuthorizationKey","value":"0001020304050607FFFFFFFFFFFFFFFFFFFFFFFF"}""", "Accepted"),
        ("ChangeAvailability", """{"connectorId":2,"type":"Inoperative"}""", "Accepted"),
        ("ChangeAvailability", """{"connectorId":2,"type":"Operative"}""", "Accepted"),
        ("ChangeAvailability", """{"connectorId":1,"type":"Inoperative"}""", "Scheduled"),
        ("ClearCache", "{}", "Accepted"),
        ("DataTransfer", """{"vendorId":"Nobody"}""", "UnknownVendorId"),
        ("DataTransfer", """{"vendorId":"Arden","messageId":"Echo","data":"x"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"BootNotification"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"StatusNotification"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"MeterValues"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"Heartbeat"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"FirmwareStatusNotification"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"DiagnosticsStatusNotification"}""", "Accepted"),
        ("ExtendedTriggerMessage", """{"requestedMessage":"SignChargePointCertificate"}""", "Accepted"),
        ("SendLocalList", """{"listVersion":3,"updateType":"Full","localAuthorizationList":[{"idTag":"A","idTagInfo":{"status":"Accepted"}}]}""", "Accepted"),
        ("SendLocalList", """{"listVersion":3,"updateType":"Differential"}""", "VersionMismatch"),
        ("GetLocalListVersion", "{}", null),
        ("ReserveNow", """{"connectorId":1,"expiryDate":"2099-01-01T00:00:00Z","idTag":"A","reservationId":1}""", "Occupied"),
        ("ReserveNow", """{"connectorId":2,"expiryDate":"2099-01-01T00:00:00Z","idTag":"A","reservationId":1}""", "Accepted"),
        ("CancelReservation", """{"reservationId":1}""", "Accepted"),
        ("CancelReservation", """{"reservationId":1}""", "Rejected"),
        ("SetChargingProfile", """{"connectorId":1,"csChargingProfiles":{"chargingProfileId":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":{"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":12.3}]}}}""", "Accepted"),
        ("GetCompositeSchedule", """{"connectorId":1,"duration":600}""", "Accepted"),
        ("ClearChargingProfile", """{"id":1}""", "Accepted"),
        ("ClearChargingProfile", """{"id":1}""", "Unknown"),
        ("GetDiagnostics", """{"location":"ftp://files.example/up"}""", null),
        ("GetLog", """{"logType":"SecurityLog","requestId":5,"log":{"remoteLocation":"ftp://files.example/up"}}""", "Accepted"),
        ("GetInstalledCertificateIds", """{"certificateType":"CentralSystemRootCertificate"}""", "NotFound"),
        ("InstallCertificate", """{"certificateType":"CentralSystemRootCertificate","certificate":"$pem"}""", "Accepted"),
        ("GetInstalledCertificateIds", """{"certificateType":"CentralSystemRootCertificate"}""", "Accepted"),
        ("CertificateSigned", """{"certificateChain":"$pem"}""", "Rejected"),
        ("UnlockConnector", """{"connectorId":9}""", "NotSupported"),
        ("UnlockConnector", """{"connectorId":1}""", "Unlocked"),
        ("RemoteStopTransaction", """{"transactionId":99999}""", "Rejected"),
        ("Reset", """{"type":"Soft"}""", "Accepted"),
    ];

    private static readonly (string Action, string Payload, string? Status)[] _commands2 =
    [
        ("GetBaseReport", """{"requestId":1,"reportBase":"FullInventory"}""", "Accepted"),
        ("GetReport", """{"requestId":2,"componentVariable":[{"component":{"name":"EVSE","evse":{"id":1}}}]}""", "Accepted"),
        ("GetReport", """{"requestId":3,"componentCriteria":["Problem"]}""", "EmptyResultSet"),
        ("GetVariables", """{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}},{"component":{"name":"X"},"variable":{"name":"Y"}},{"component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}""", null),
        ("SetVariables", """{"setVariableData":[{"component":{"name":"SampledDataCtrlr"},"variable":{"name":"TxUpdatedInterval"},"attributeValue":"30"},{"component":{"name":"SecurityCtrlr"},"variable":{"name":"SecurityProfile"},"attributeValue":"3"}]}""", null),
        ("ChangeAvailability", """{"operationalStatus":"Inoperative","evse":{"id":2}}""", "Accepted"),
        ("ChangeAvailability", """{"operationalStatus":"Operative","evse":{"id":2}}""", "Accepted"),
        ("ChangeAvailability", """{"operationalStatus":"Inoperative","evse":{"id":1}}""", "Scheduled"),
        ("ClearCache", "{}", "Accepted"),
        ("DataTransfer", """{"vendorId":"Nobody"}""", "UnknownVendorId"),
        ("TriggerMessage", """{"requestedMessage":"BootNotification"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"StatusNotification","evse":{"id":1,"connectorId":1}}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"MeterValues"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"TransactionEvent","evse":{"id":1}}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"Heartbeat"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"SignChargingStationCertificate"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"SignV2GCertificate"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"SignCombinedCertificate"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"PublishFirmwareStatusNotification"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"NoSuchMessage"}""", "NotImplemented"),
        ("TriggerMessage", """{"requestedMessage":"LogStatusNotification"}""", "Accepted"),
        ("TriggerMessage", """{"requestedMessage":"FirmwareStatusNotification"}""", "Accepted"),
        ("SendLocalList", """{"versionNumber":3,"updateType":"Full","localAuthorizationList":[{"idToken":{"idToken":"A","type":"Central"},"idTokenInfo":{"status":"Accepted"}}]}""", "Accepted"),
        ("SendLocalList", """{"versionNumber":3,"updateType":"Differential"}""", "VersionMismatch"),
        ("GetLocalListVersion", "{}", null),
        ("ReserveNow", """{"id":1,"expiryDateTime":"2099-01-01T00:00:00Z","evseId":2,"idToken":{"idToken":"A","type":"Central"}}""", "Accepted"),
        ("CancelReservation", """{"reservationId":1}""", "Accepted"),
        ("SetChargingProfile", """{"evseId":1,"chargingProfile":{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":12.3}]}]}}""", "Accepted"),
        ("GetChargingProfiles", """{"requestId":4,"chargingProfile":{"chargingProfilePurpose":"TxDefaultProfile"}}""", "Accepted"),
        ("GetCompositeSchedule", """{"evseId":1,"duration":600}""", "Accepted"),
        ("ClearChargingProfile", """{"chargingProfileId":1}""", "Accepted"),
        ("GetLog", """{"logType":"DiagnosticsLog","requestId":5,"log":{"remoteLocation":"ftp://files.example/up"}}""", "Accepted"),
        ("InstallCertificate", """{"certificateType":"CSMSRootCertificate","certificate":"$pem"}""", "Accepted"),
        ("GetInstalledCertificateIds", "{}", "Accepted"),
        ("GetTransactionStatus", "{}", null),
        ("CostUpdated", """{"totalCost":1.25,"transactionId":"x"}""", null),
        ("SetDisplayMessage", """{"message":{"id":1,"priority":"InFront","message":{"format":"UTF8","content":"Guten Tag"}}}""", "Accepted"),
        ("GetDisplayMessages", """{"requestId":6}""", "Accepted"),
        ("ClearDisplayMessage", """{"id":1}""", "Accepted"),
        ("SetMonitoringBase", """{"monitoringBase":"All"}""", "Accepted"),
        ("SetMonitoringLevel", """{"severity":4}""", "Accepted"),
        ("SetVariableMonitoring", """{"setMonitoringData":[{"value":100000,"type":"UpperThreshold","severity":3,"component":{"name":"EVSE","evse":{"id":1}},"variable":{"name":"Power"}}]}""", null),
        ("GetMonitoringReport", """{"requestId":7}""", "Accepted"),
        ("ClearVariableMonitoring", """{"id":[1,2]}""", null),
        ("CustomerInformation", """{"requestId":8,"report":true,"clear":false,"idToken":{"idToken":"A","type":"Central"}}""", "Accepted"),
        ("UnlockConnector", """{"evseId":1,"connectorId":1}""", "OngoingAuthorizedTransaction"),
        ("RequestStopTransaction", """{"transactionId":"nonsense"}""", "Rejected"),
        ("Reset", """{"type":"OnIdle"}""", "Scheduled"),
        ("Reset", """{"type":"Immediate","evseId":1}""", "Accepted"),
    ];

    [Theory]
    [InlineData(OcppVersion.V16)]
    [InlineData(OcppVersion.V201)]
    [InlineData(OcppVersion.V21)]
    public async Task Station_AskedEverything_AnswersValidly(OcppVersion version)
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = StationConversationTests.NewStation(csms, version, o => o with { Speed = 60 });
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("suv"));
        await station.TapAsync(1, new IdToken("04AABBCC"));
        await station.WaitUntilDeliveredAsync(_deadline);
        var boots = csms.Calls.Count(c => c.Action == "BootNotification");

        Assert.Equal("NotImplemented", (await csms.CallAsync(station.Id, "PolishDisplay", []))["$error"]!.GetValue<string>());
        foreach (var (action, payload, status) in version == OcppVersion.V16 ? _commands16 : _commands2)
        {
            var answer = await csms.CallAsync(station.Id, action, (JsonObject)JsonNode.Parse(payload.Replace("$pem", Pem(), StringComparison.Ordinal))!);
            Assert.False(answer.ContainsKey("$error"), $"{action}: {answer.ToJsonString()}");
            if (status is not null) Assert.Equal($"{action} {status}", $"{action} {answer["status"]}");
        }
        // The reset at the end brings another boot, besides the triggered one.
        await Poll.UntilAsync(() => csms.Calls.Count(c => c.Action == "BootNotification") >= boots + 2);
        await station.WaitForAsync(s => s.Registration == RegistrationState.Accepted && s.Undelivered == 0, _deadline);

        Assert.Empty(station.Record.Faults);
        StationConversationTests.AssertSchemaValid(csms);
    }

    [Fact]
    public async Task Station_WithSignedChainForItsKey_Accepts()
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = StationConversationTests.NewStation(csms, OcppVersion.V201);
        await station.ConnectAndBootAsync(_deadline);
        await csms.CallAsync(station.Id, "TriggerMessage", new JsonObject { ["requestedMessage"] = "SignChargingStationCertificate" });
        await Poll.UntilAsync(() => csms.Calls.Any(c => c.Action == "SignCertificate"));
        var request = CertificateRequest.LoadSigningRequestPem(csms.Calls.Single(c => c.Action == "SignCertificate").Payload["csr"]!.GetValue<string>(), HashAlgorithmName.SHA256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var leaf = request.Create(new X500DistinguishedName("CN=Test CA"), X509SignatureGenerator.CreateForECDsa(key), DateTimeOffset.UnixEpoch.AddYears(56), DateTimeOffset.UnixEpoch.AddYears(66), [1, 2, 3]);

        var answer = await csms.CallAsync(station.Id, "CertificateSigned", new JsonObject { ["certificateChain"] = leaf.ExportCertificatePem() });

        Assert.Equal("Accepted", answer["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Station_NotLetIn_ReportsHttpStatus()
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = StationConversationTests.NewStation(csms, OcppVersion.V16, o => o with { Id = "UNKNOWN-1", Reconnect = false });
        var refused = await Assert.ThrowsAsync<StationRefusedException>(() => station.ConnectAsync());
        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
    }

    [Fact]
    public async Task Station_PendingThenAccepted_BootsAgainAndOnlyThenReports()
    {
        await using var csms = await CannedCsms.StartAsync();
        var boots = 0;
        csms.Override = (action, _) => action == "BootNotification" && ++boots == 1 ? new JsonObject { ["status"] = "Pending", ["currentTime"] = "2026-01-01T00:00:00Z", ["interval"] = 30 } : null;
        await using var station = StationConversationTests.NewStation(csms, OcppVersion.V201);

        await station.ConnectAndBootAsync(_deadline);
        await station.WaitUntilDeliveredAsync(_deadline);

        Assert.Equal(["BootNotification", "BootNotification", "StatusNotification", "StatusNotification"], csms.Calls.Select(c => c.Action));
    }

    [Fact]
    public async Task Station_TransactionMessageRefused_RepeatsUntilAcknowledged()
    {
        await using var csms = await CannedCsms.StartAsync();
        var refusals = 0;
        csms.Override = (action, _) => action == "StartTransaction" && ++refusals <= 2 ? new JsonObject { ["$error"] = "InternalError" } : null;
        await using var station = StationConversationTests.NewStation(csms, OcppVersion.V16);
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("sedan"));
        await station.TapAsync(1, new IdToken("04AABBCC"));

        await station.WaitForAsync(s => s.Evses[0].Transaction?.CsmsId is not null, _deadline);

        var start = station.Record.Messages.Single(m => m.Action == "StartTransaction");
        Assert.Equal(3, start.MessageIds.Distinct().Count());
        Assert.NotNull(start.AcknowledgedAt);
    }

    [Fact]
    public async Task Station_GroupToken_StopsForeignSession()
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = StationConversationTests.NewStation(csms, OcppVersion.V21);
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(2, VehicleCatalogue.Create("suv"));
        Assert.Equal(TapOutcome.Started, await station.TapAsync(2, new IdToken("FAM1")));
        Assert.Equal(TapOutcome.Refused, await station.TapAsync(2, new IdToken("OTHER")));
        Assert.Equal(TapOutcome.Stopped, await station.TapAsync(2, new IdToken("FAM2")));
    }

    public static IEnumerable<object[]> QuirkNames { get; } = QuirkCatalogue.All.Where(q => q.Name != "slow-reader").SelectMany(q => new object[][] { [q.Name, OcppVersion.V16], [q.Name, OcppVersion.V201] });

    [Theory]
    [MemberData(nameof(QuirkNames))]
    public async Task Quirk_InSession_DoesNotBreakTheSimulator(string name, OcppVersion version)
    {
        await using var csms = await CannedCsms.StartAsync();
        await using var station = StationConversationTests.NewStation(csms, version, o => o with { Quirks = [QuirkCatalogue.TryCreate(name)!], Speed = 300, CallTimeout = TimeSpan.FromSeconds(2) });
        await station.ConnectAndBootAsync(_deadline);
        await station.PlugInAsync(1, VehicleCatalogue.Create("sedan"));
        await station.TapAsync(1, new IdToken("04AABBCC"));
        await station.WaitForAsync(s => s.Evses[0].RegisterWh > 1_000_500, _deadline);
        await station.StopAsync(1);
        await station.UnplugAsync(1);

        Assert.Empty(station.Record.Faults);
        Assert.Null(station.Evses[0].Transaction);
    }

    private static string Pem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Root", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(70));
        return certificate.ExportCertificatePem().ReplaceLineEndings("\\n");
    }
}
