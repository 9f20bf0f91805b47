using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Commands;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Every command of 2.1 that 1.6 can carry (CONTRACTS 6).</summary>
internal static class V16CommandTable
{
    public static readonly V16Command[] Rows =
    [
        new() { Action = "RequestStartTransaction", SentAs = ["RemoteStartTransaction"], Plan = Start },
        new() { Action = "RequestStopTransaction", SentAs = ["RemoteStopTransaction"], Plan = static a => [("RemoteStopTransaction", JsonTree.Of(("transactionId", a.TransactionId("transactionId"))))] },
        new() { Action = "Reset", Plan = static a => [("Reset", JsonTree.Of(("type", a.Word("type", ("Immediate", "Hard"), ("OnIdle", "Soft")))))] },
        new() { Action = "UnlockConnector", Plan = Unlock },
        new() { Action = "ChangeAvailability", Plan = Availability },
        new() { Action = "TriggerMessage", SentAs = ["TriggerMessage", "ExtendedTriggerMessage"], Plan = Trigger },
        new() { Action = "ClearCache", Plan = static _ => [("ClearCache", [])] },
        new() { Action = "GetVariables", SentAs = ["GetConfiguration"], Plan = V16Variables.PlanGet, Read = V16Variables.ReadGet, Variables = V16Variables.Told },
        new() { Action = "SetVariables", SentAs = ["ChangeConfiguration"], Plan = V16Variables.PlanSet, Read = V16Variables.ReadSet, Variables = V16Variables.Taken },
        new() { Action = "GetBaseReport", SentAs = ["GetConfiguration"], Plan = V16Variables.PlanReport, Read = static (_, _) => Accepted(), Variables = V16Variables.Told },
        new() { Action = "DataTransfer", Plan = Transfer, Read = ReadTransfer },
        new() { Action = "GetLog", SentAs = ["GetDiagnostics", "GetLog"], Plan = V16Maintenance.PlanLog, Read = V16Maintenance.ReadLog },
        new() { Action = "UpdateFirmware", SentAs = ["UpdateFirmware", "SignedUpdateFirmware"], Plan = V16Maintenance.PlanFirmware, Read = V16Maintenance.ReadFirmware },
        new() { Action = "SendLocalList", Plan = LocalList },
        new() { Action = "GetLocalListVersion", Plan = static _ => [("GetLocalListVersion", [])], Read = static (_, answers) => JsonTree.Of(("versionNumber", answers[0]["listVersion"])) },
        new() { Action = "ReserveNow", Plan = Reserve },
        new() { Action = "CancelReservation", Plan = static a => [("CancelReservation", JsonTree.Of(("reservationId", a.Take("reservationId"))))] },
        new() { Action = "SetChargingProfile", Plan = static a => [("SetChargingProfile", JsonTree.Of(("connectorId", a.Take("evseId")), ("csChargingProfiles", V16Profiles.Profile(a.Object("chargingProfile")))))] },
        new() { Action = "ClearChargingProfile", Plan = V16Profiles.PlanClear },
        new() { Action = "GetCompositeSchedule", Plan = V16Profiles.PlanComposite, Read = V16Profiles.ReadComposite },
        new() { Action = "CertificateSigned", Plan = V16Certificates.PlanSigned },
        new() { Action = "InstallCertificate", Plan = V16Certificates.PlanInstall },
        new() { Action = "DeleteCertificate", Plan = V16Certificates.PlanDelete },
        new() { Action = "GetInstalledCertificateIds", Plan = V16Certificates.PlanList, Read = V16Certificates.ReadList },
    ];

    /// <summary>A response that only says yes, for answers of 1.6 that have no status.</summary>
    public static JsonObject Accepted() => new() { ["status"] = CommandStatus.Accepted };

    private static IEnumerable<(string, JsonObject)> Start(CommandArguments a)
    {
        a.Drop("remoteStartId");
        return [("RemoteStartTransaction", JsonTree.Of(("connectorId", a.Take("evseId")), ("idTag", a.IdTag("idToken")), ("chargingProfile", V16Profiles.Profile(a.Object("chargingProfile")))))];
    }

    private static IEnumerable<(string, JsonObject)> Unlock(CommandArguments a)
    {
        a.Drop("connectorId");
        return [("UnlockConnector", JsonTree.Of(("connectorId", a.Take("evseId"))))];
    }

    private static IEnumerable<(string, JsonObject)> Availability(CommandArguments a) =>
        [("ChangeAvailability", JsonTree.Of(("connectorId", Connector(a) ?? 0), ("type", a.Take("operationalStatus"))))];

    private static IEnumerable<(string, JsonObject)> Trigger(CommandArguments a)
    {
        var connector = Connector(a);
        if (a.TakesExtension() | a.Text("requestedMessage") == "SignChargingStationCertificate")
        {
            var extended = a.Word(
                "requestedMessage",
                ("BootNotification", "BootNotification"),
                ("LogStatusNotification", "LogStatusNotification"),
                ("FirmwareStatusNotification", "FirmwareStatusNotification"),
                ("Heartbeat", "Heartbeat"),
                ("MeterValues", "MeterValues"),
                ("SignChargingStationCertificate", "SignChargePointCertificate"),
                ("StatusNotification", "StatusNotification"));
            return [("ExtendedTriggerMessage", JsonTree.Of(("requestedMessage", extended), ("connectorId", connector)))];
        }

        var message = a.Word(
            "requestedMessage",
            ("BootNotification", "BootNotification"),
            ("LogStatusNotification", "DiagnosticsStatusNotification"),
            ("FirmwareStatusNotification", "FirmwareStatusNotification"),
            ("Heartbeat", "Heartbeat"),
            ("MeterValues", "MeterValues"),
            ("StatusNotification", "StatusNotification"));
        return [("TriggerMessage", JsonTree.Of(("requestedMessage", message), ("connectorId", connector)))];
    }

    private static IEnumerable<(string, JsonObject)> Transfer(CommandArguments a)
    {
        var data = a.Take("data");
        return [("DataTransfer", JsonTree.Of(("vendorId", a.Take("vendorId")), ("messageId", a.Take("messageId")), ("data", JsonTree.Text(data) ?? data?.ToJsonString())))];
    }

    private static JsonObject ReadTransfer(JsonObject body, IReadOnlyList<JsonObject> answers) =>
        JsonTree.Of(("status", answers[0]["status"]), ("data", answers[0]["data"]));

    private static IEnumerable<(string, JsonObject)> LocalList(CommandArguments a)
    {
        var entries = a.List("localAuthorizationList").ConvertAll(Entry);
        return [("SendLocalList", JsonTree.Of(
            ("listVersion", a.Take("versionNumber")),
            ("localAuthorizationList", entries.Count > 0 ? new JsonArray([.. entries]) : null),
            ("updateType", a.Take("updateType"))))];
    }

    private static JsonObject Entry(CommandArguments entry)
    {
        var info = entry.Object("idTokenInfo");
        return JsonTree.Of(("idTag", entry.IdTag("idToken")), ("idTagInfo", info is null ? null : JsonTree.Of(
            ("expiryDate", info.Take("cacheExpiryDateTime")),
            ("parentIdTag", info.IdTag("groupIdToken")),
            ("status", info.Word(
                "status",
                ("Accepted", "Accepted"),
                ("Blocked", "Blocked"),
                ("Expired", "Expired"),
                ("Invalid", "Invalid"),
                ("ConcurrentTx", "ConcurrentTx"),
                ("Unknown", "Invalid"),
                ("NoCredit", "Blocked"),
                ("NotAllowedTypeEVSE", "Blocked"),
                ("NotAtThisLocation", "Blocked"),
                ("NotAtThisTime", "Blocked"))))));
    }

    private static IEnumerable<(string, JsonObject)> Reserve(CommandArguments a) =>
        [("ReserveNow", JsonTree.Of(
            ("connectorId", a.Take("evseId") ?? 0),
            ("expiryDate", a.Take("expiryDateTime")),
            ("idTag", a.IdTag("idToken")),
            ("parentIdTag", a.IdTag("groupIdToken")),
            ("reservationId", a.Take("id"))))];

    // Connector n of 1.6 is EVSE n with one connector.
    private static JsonNode? Connector(CommandArguments a)
    {
        var evse = a.Object("evse");
        evse?.Drop("connectorId");
        return evse?.Take("id");
    }
}
