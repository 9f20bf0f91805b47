using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Charging;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>OCPP 1.6 JSON: what the station obeys.</summary>
internal sealed partial class Ocpp16
{
    private void RegisterCommands()
    {
        On("RemoteStartTransaction", RemoteStart);
        On("RemoteStopTransaction", p => Answer.Status(Station.RemoteStop((p.Int("transactionId") ?? 0).ToString(CultureInfo.InvariantCulture), out var then), then));
        On("Reset", p => Answer.Status(Station.Reset(p.Str("type") == "Hard", waitsForIdle: false, null, out var then), then));
        On("UnlockConnector", Unlock);
        On("ChangeAvailability", p => Answer.Status(Station.ChangeAvailability(p.Int("connectorId") is > 0 and var id ? id : null, null, p.Str("type") == "Operative", out var then), then));
        On("ChangeConfiguration", p =>
        {
            var status = _keys.Change(p.Str("key") ?? "", p.Str("value") ?? "");
            // A05 of the 1.6 security extension: it leaves and comes back on the higher profile by itself.
            return Answer.Status(status, status == "Accepted" && p.Str("key") == "SecurityProfile" ? () => Station.PowerCycle("RemoteReset") : null);
        });
        On("GetConfiguration", GetConfiguration);
        On("ClearCache", _ =>
        {
            if (!Station.Settings.CacheEnabled) return Answer.Status("Rejected");
            Station.Tokens.ClearCache();
            return Answer.Status("Accepted");
        });
        On("DataTransfer", p => p.Str("vendorId") == Station.Options.Vendor
            ? Answer.Of(p.Str("messageId") == "Echo" ? new JsonObject { ["status"] = "Accepted" }.With("data", p.Str("data")) : new JsonObject { ["status"] = "UnknownMessageId" })
            : Answer.Status("UnknownVendorId"));
        On("TriggerMessage", p => Trigger(p.Str("requestedMessage"), p.Int("connectorId")));
        On("ExtendedTriggerMessage", p => Trigger(p.Str("requestedMessage"), p.Int("connectorId")));
        On("GetLocalListVersion", _ => Answer.Of(new JsonObject { ["listVersion"] = Station.Settings.LocalListEnabled ? Station.Tokens.ListVersion : -1 }));
        On("SendLocalList", SendLocalList);
        On("ReserveNow", p => Answer.Status(Station.Reserve(new Reservation(
            p.Int("reservationId") ?? 0, p.Int("connectorId") is > 0 and var id ? id : null, new IdToken(p.Str("idTag") ?? ""), p.Str("parentIdTag"), p.Instant("expiryDate") ?? Station.Now))));
        On("CancelReservation", p => Answer.Status(Station.CancelReservation(p.Int("reservationId") ?? 0)));
        On("SetChargingProfile", p => Answer.Status(InstallProfile(p.Int("connectorId") ?? 0, p.Obj("csChargingProfiles") ?? [])));
        On("ClearChargingProfile", ClearProfile);
        On("GetCompositeSchedule", GetComposite);
        On("UpdateFirmware", p =>
        {
            Station.UpdateFirmware(p.Str("location") ?? "", p.Instant("retrieveDate"), null, null, isSigned: false, out var then);
            return Answer.Of([], then);
        });
        On("SignedUpdateFirmware", p =>
        {
            var firmware = p.Obj("firmware") ?? [];
            var status = Station.UpdateFirmware(firmware.Str("location") ?? "", firmware.Instant("retrieveDateTime"), firmware.Instant("installDateTime"), p.Int("requestId"), isSigned: true, out var then);
            return Answer.Status(status, then);
        });
        On("GetDiagnostics", p =>
        {
            var name = Station.UploadLog("diagnostics", p.Str("location") ?? "", null, out var then);
            return Answer.Of(new JsonObject { ["fileName"] = name }, then);
        });
        On("GetLog", p =>
        {
            var name = Station.UploadLog(p.Str("logType") == "SecurityLog" ? "security" : "diagnostics", p.Obj("log")?.Str("remoteLocation") ?? "", p.Int("requestId"), out var then);
            return Answer.Of(new JsonObject { ["status"] = "Accepted", ["filename"] = name }, then);
        });
        On("InstallCertificate", p => Answer.Status(Station.InstallCertificate(p.Str("certificateType") ?? "", p.Str("certificate") ?? "")));
        On("GetInstalledCertificateIds", p =>
        {
            var found = Station.Certificates.Where(c => c.Use == p.Str("certificateType")).ToArray();
            return Answer.Of(found.Length == 0
                ? new JsonObject { ["status"] = "NotFound" }
                : new JsonObject { ["status"] = "Accepted", ["certificateHashData"] = Json.Array(found.Select(c => (JsonNode)Hash(c))) });
        });
        On("DeleteCertificate", p =>
        {
            var hash = p.Obj("certificateHashData") ?? [];
            return Answer.Status(Station.DeleteCertificate(hash.Str("issuerNameHash"), hash.Str("issuerKeyHash"), hash.Str("serialNumber")));
        });
        On("CertificateSigned", p => Answer.Status(Station.TakeCertificate(p.Str("certificateChain") ?? "") ? "Accepted" : "Rejected"));
    }

    private Answer RemoteStart(JsonObject payload)
    {
        var profile = payload.Obj("chargingProfile");
        var (status, _) = Station.RemoteStart(payload.Int("connectorId"), new IdToken(payload.Str("idTag") ?? ""), null, null,
            profile is null ? null : evse => ChargingProfile.TryRead(evse.Id, profile) is { Purpose: "TxProfile" } read && Station.Profiles.Install(read), out var then);
        return Answer.Status(status, then);
    }

    private Answer Unlock(JsonObject payload)
    {
        if (Station.FindEvse(payload.Int("connectorId")) is not { } evse) return Answer.Status("NotSupported");
        return Answer.Status(Station.Unlock(evse, out var then), then);
    }

    private Answer GetConfiguration(JsonObject payload)
    {
        var names = (payload["key"] as JsonArray)?.Select(k => k?.ToString() ?? "").ToArray() ?? [];
        var keys = names.Length == 0 ? [.. _keys.All] : names.Select(_keys.Find).OfType<ConfigurationKeys.Key>().ToArray();
        var answer = new JsonObject
        {
            ["configurationKey"] = Json.Array(keys.Select(k => (JsonNode)new JsonObject { ["key"] = k.Name, ["readonly"] = k.Set is null }.With("value", k.Value()))),
        };
        var unknown = names.Where(n => _keys.Find(n) is null).ToArray();
        if (unknown.Length > 0) answer["unknownKey"] = Json.Array(unknown.Select(n => (JsonNode)n));
        return Answer.Of(answer);
    }

    private Answer Trigger(string? message, int? connectorId)
    {
        if (connectorId is > 0 && Station.FindEvse(connectorId) is null) return Answer.Status("Rejected");
        var evses = connectorId is > 0 ? Station.Evses.Where(e => e.Id == connectorId) : Station.Evses;
        Action? then = message switch
        {
            "BootNotification" => () => Station.EnqueueBoot("Triggered"),
            "Heartbeat" => () => Station.Enqueue(Heartbeat(isEarly: true)),
            "StatusNotification" => () =>
            {
                if (connectorId is null or 0) StationStatus(isEarly: true);
                foreach (var evse in evses) Status(evse, 1, evse.Status, isEarly: true);
            },
            "MeterValues" => () =>
            {
                foreach (var evse in evses) Station.SendSample(evse, "Trigger", "Trigger", isEarly: evse.Transaction is null);
            },
            "FirmwareStatusNotification" => Station.RepeatFirmwareStatus,
            "DiagnosticsStatusNotification" or "LogStatusNotification" => Station.RepeatLogStatus,
            "SignChargePointCertificate" => () => Send("SignCertificate", new JsonObject { ["csr"] = Station.NewSigningRequest() }, isEarly: true),
            _ => null,
        };
        return Answer.Status(then is null ? "NotImplemented" : "Accepted", then);
    }

    private Answer SendLocalList(JsonObject payload)
    {
        if (!Station.Settings.LocalListEnabled) return Answer.Status("NotSupported");
        var version = payload.Int("listVersion") ?? 0;
        var isFull = payload.Str("updateType") == "Full";
        if (!isFull && version <= Station.Tokens.ListVersion) return Answer.Status("VersionMismatch");
        var entries = payload.List("localAuthorizationList").ToArray();
        if (isFull && entries.Any(e => e.Obj("idTagInfo") is null)) return Answer.Status("Failed");
        if (isFull) Station.Tokens.List.Clear();
        foreach (var entry in entries)
        {
            var tag = entry.Str("idTag") ?? "";
            if (entry.Obj("idTagInfo") is null) Station.Tokens.List.Remove(tag);
            else Station.Tokens.List[tag] = ReadVerdict(entry);
        }
        Station.Tokens.ListVersion = version;
        return Answer.Status("Accepted");
    }

    private string InstallProfile(int connectorId, JsonObject source)
    {
        if (connectorId != 0 && Station.FindEvse(connectorId) is null) return "Rejected";
        if (ChargingProfile.TryRead(connectorId, source) is not { } profile) return "Rejected";
        switch (profile.Purpose)
        {
            case "TxProfile":
                var running = Station.FindEvse(connectorId)?.Transaction;
                if (running is null || (profile.TransactionId is { } id && id != running.CsmsId?.ToString(CultureInfo.InvariantCulture))) return "Rejected";
                break;
            case "ChargingStationMaxProfile" when connectorId != 0:
                return "Rejected";
        }
        return Station.Profiles.Install(profile) ? "Accepted" : "Rejected";
    }

    private Answer ClearProfile(JsonObject payload)
    {
        var purpose = payload.Str("chargingProfilePurpose");
        var filter = payload.Int("id") is { } id
            ? new ProfileFilter([id])
            : new ProfileFilter(null, payload.Int("connectorId"), purpose == "ChargePointMaxProfile" ? "ChargingStationMaxProfile" : purpose, payload.Int("stackLevel"));
        return Answer.Status(Station.Profiles.Clear(filter) > 0 ? "Accepted" : "Unknown");
    }

    private Answer GetComposite(JsonObject payload)
    {
        var connectorId = payload.Int("connectorId") ?? 0;
        if (connectorId != 0 && Station.FindEvse(connectorId) is null) return Answer.Status("Rejected");
        var duration = payload.Int("duration") ?? 0;
        var unit = payload.Str("chargingRateUnit") ?? "A";
        var transaction = Station.FindEvse(connectorId)?.Transaction;
        var now = Station.Now;
        var periods = Station.Profiles.Composite(connectorId, now, TimeSpan.FromSeconds(duration), unit, Station.HardwareMax(connectorId), transaction?.StartedAt, transaction?.CsmsId?.ToString(CultureInfo.InvariantCulture), Station.FindEvse(connectorId)?.Options.Phases ?? 3, Station.EvsesMaxW);
        return Answer.Of(new JsonObject
        {
            ["status"] = "Accepted",
            ["connectorId"] = connectorId,
            ["scheduleStart"] = Json.Stamp(now),
            ["chargingSchedule"] = new JsonObject { ["duration"] = duration, ["startSchedule"] = Json.Stamp(now), ["chargingRateUnit"] = unit, ["chargingSchedulePeriod"] = Json.Array(periods.Select(p => (JsonNode)new JsonObject { ["startPeriod"] = p.StartSeconds, ["limit"] = p.Limit }.With("numberPhases", p.Phases))) },
        });
    }

    private static JsonObject Hash(InstalledCertificate c) => new()
    {
        ["hashAlgorithm"] = "SHA256",
        ["issuerNameHash"] = c.IssuerNameHash,
        ["issuerKeyHash"] = c.IssuerKeyHash,
        ["serialNumber"] = c.SerialNumber,
    };
}
