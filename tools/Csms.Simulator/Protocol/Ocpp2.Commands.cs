using System.Text.Json.Nodes;
using Csms.Simulator.Charging;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>What 2.0.1 and 2.1 obey alike: remote control, availability, tokens, reservations, maintenance.</summary>
internal abstract partial class Ocpp2
{
    private void RegisterCommands()
    {
        On("RequestStartTransaction", RequestStart);
        On("RequestStopTransaction", p => Station.Registration == RegistrationState.Pending
            ? Answer.Status("Rejected")
            : Answer.Status(Station.RemoteStop(p.Str("transactionId") ?? "", out var then), then));
        On("Reset", Reset);
        On("UnlockConnector", p =>
        {
            if (Station.FindEvse(p.Int("evseId")) is not { } evse || p.Int("connectorId") is not { } connector || connector < 1 || connector > evse.Options.Connectors.Count) return Answer.Status("UnknownConnector");
            return Answer.Status(Station.Unlock(evse, out var then), then);
        });
        On("ChangeAvailability", p =>
        {
            var evse = p.Obj("evse");
            return Answer.Status(Station.ChangeAvailability(evse?.Int("id"), evse?.Int("connectorId"), p.Str("operationalStatus") == "Operative", out var then), then);
        });
        On("TriggerMessage", Trigger);
        On("ClearCache", _ =>
        {
            if (!Station.Settings.CacheEnabled) return Answer.Status("Rejected");
            Station.Tokens.ClearCache();
            return Answer.Status("Accepted");
        });
        On("DataTransfer", p => p.Str("vendorId") == Station.Options.Vendor
            ? Answer.Of(p.Str("messageId") == "Echo" ? new JsonObject { ["status"] = "Accepted" }.With("data", p["data"]?.DeepClone()) : new JsonObject { ["status"] = "UnknownMessageId" })
            : Answer.Status("UnknownVendorId"));
        On("GetTransactionStatus", GetTransactionStatus);
        On("CostUpdated", p =>
        {
            if (Station.FindTransaction(p.Str("transactionId") ?? "") is { } transaction && p["totalCost"] is JsonValue cost && cost.TryGetValue<decimal>(out var amount)) transaction.Cost = amount;
            return Answer.Of([]);
        });
        On("GetLocalListVersion", _ => Answer.Of(new JsonObject { ["versionNumber"] = Station.Tokens.ListVersion }));
        On("SendLocalList", SendLocalList);
        On("ReserveNow", p => Answer.Status(Station.Reserve(new Reservation(
            p.Int("id") ?? 0, p.Int("evseId"), ReadToken(p.Obj("idToken")) ?? new IdToken(""), p.Obj("groupIdToken")?.Str("idToken"), p.Instant("expiryDateTime") ?? Station.Now))));
        On("CancelReservation", p => Answer.Status(Station.CancelReservation(p.Int("reservationId") ?? 0)));
        On("UpdateFirmware", p =>
        {
            var firmware = p.Obj("firmware") ?? [];
            var status = Station.UpdateFirmware(firmware.Str("location") ?? "", firmware.Instant("retrieveDateTime"), firmware.Instant("installDateTime"), p.Int("requestId"), firmware.Str("signingCertificate") is not null, out var then);
            return Answer.Status(status, then);
        });
        On("PublishFirmware", p =>
        {
            var status = Station.PublishFirmware(p.Str("location") ?? "", p.Str("checksum") ?? "", p.Int("requestId") ?? 0, out var then);
            return Answer.Status(status, then);
        });
        On("UnpublishFirmware", p => Answer.Status(Station.UnpublishFirmware(p.Str("checksum") ?? "")));
        On("GetLog", p =>
        {
            var name = Station.UploadLog(p.Str("logType") == "SecurityLog" ? "security" : "diagnostics", p.Obj("log")?.Str("remoteLocation") ?? "", p.Int("requestId"), out var then);
            return Answer.Of(new JsonObject { ["status"] = "Accepted", ["filename"] = name }, then);
        });
        On("InstallCertificate", p => Answer.Status(Station.InstallCertificate(p.Str("certificateType") ?? "", p.Str("certificate") ?? "")));
        On("GetInstalledCertificateIds", GetInstalledCertificateIds);
        On("DeleteCertificate", p =>
        {
            var hash = p.Obj("certificateHashData") ?? [];
            return Answer.Status(Station.DeleteCertificate(hash.Str("issuerNameHash"), hash.Str("issuerKeyHash"), hash.Str("serialNumber")));
        });
        On("CertificateSigned", p => Answer.Status(Station.TakeCertificate(p.Str("certificateChain") ?? "", IsForCars(p.Str("certificateType"))) ? "Accepted" : "Rejected"));
        On("SetNetworkProfile", p => Answer.Status(Station.Network.Put(p.Int("configurationSlot") ?? 0, p.Obj("connectionData")?.Str("ocppCsmsUrl"), p.Obj("connectionData")?.Int("securityProfile") ?? 0)));
        RegisterDeviceModel();
        RegisterCharging();
        RegisterDisplay();
    }

    private Answer RequestStart(JsonObject payload)
    {
        if (Station.Registration == RegistrationState.Pending) return Answer.Status("Rejected");
        var token = ReadToken(payload.Obj("idToken")) ?? new IdToken("");
        var profile = payload.Obj("chargingProfile");
        var (status, transactionId) = Station.RemoteStart(payload.Int("evseId"), token, payload.Obj("groupIdToken")?.Str("idToken"), payload.Int("remoteStartId"),
            profile is null ? null : evse => ChargingProfile.TryRead(evse.Id, profile) is { Purpose: "TxProfile" } read && Station.Profiles.Install(read), out var then);
        return Answer.Of(new JsonObject { ["status"] = status }.With("transactionId", transactionId), then);
    }

    private Answer Reset(JsonObject payload)
    {
        var type = payload.Str("type");
        if (type == "ImmediateAndResume") return Answer.Status(Station.ResetAndResume(payload.Int("evseId"), out var resume), resume);
        return Answer.Status(Station.Reset(type != "OnIdle", type == "OnIdle", payload.Int("evseId"), out var then), then);
    }

    private Answer Trigger(JsonObject payload)
    {
        var place = payload.Obj("evse");
        if (place is not null && Station.FindEvse(place.Int("id")) is null) return Answer.Status("Rejected");
        var evses = place is null ? Station.Evses : Station.Evses.Where(e => e.Id == place.Int("id"));
        Action? then;
        switch (payload.Str("requestedMessage"))
        {
            case "BootNotification":
                then = () => Station.EnqueueBoot("Triggered");
                break;
            case "Heartbeat":
                then = () => Station.Enqueue(Heartbeat(isEarly: true));
                break;
            case "StatusNotification":
                then = () =>
                {
                    foreach (var evse in evses)
                    {
                        for (var c = 1; c <= evse.Options.Connectors.Count; c++)
                        {
                            if (place?.Int("connectorId") is not { } wanted || wanted == c) Status(evse, c, VirtualStation.OfConnector(evse, c, evse.Status), isEarly: true);
                        }
                    }
                };
                break;
            case "MeterValues":
                then = () =>
                {
                    foreach (var evse in evses) Sample(evse, Station.Sample(evse, "Trigger", Station.Now), isEarly: true);
                };
                break;
            case "TransactionEvent":
                if (!evses.Any(e => e.IsBusy)) return Answer.Status("Rejected");
                then = () =>
                {
                    foreach (var evse in evses.Where(e => e.IsBusy)) Station.SendSample(evse, "Trigger", "Trigger");
                };
                break;
            case "FirmwareStatusNotification":
                then = Station.RepeatFirmwareStatus;
                break;
            case "LogStatusNotification":
                then = Station.RepeatLogStatus;
                break;
            case "PublishFirmwareStatusNotification":
                then = Station.RepeatPublishStatus;
                break;
            case ("SignChargingStationCertificate" or "SignV2GCertificate" or "SignV2G20Certificate") and var sign:
                then = () => Sign(sign["Sign".Length..]);
                break;
            case "SignCombinedCertificate": // one for the CSMS and for cars: the request names no type
                then = () => Sign(null);
                break;
            default:
                return Answer.Status("NotImplemented");
        }
        return Answer.Status("Accepted", then);
    }

    private void Sign(string? type) => Send("SignCertificate", new JsonObject { ["csr"] = Station.NewSigningRequest(IsForCars(type)) }.With("certificateType", type), isEarly: true);

    private static bool IsForCars(string? type) => type is "V2GCertificate" or "V2G20Certificate";

    private Answer GetTransactionStatus(JsonObject payload)
    {
        if (payload.Str("transactionId") is not { } id) return Answer.Of(new JsonObject { ["messagesInQueue"] = Station.HasQueuedMessages(null) });
        var transaction = Station.Record.Transactions.FirstOrDefault(t => t.Id == id);
        return Answer.Of(new JsonObject { ["messagesInQueue"] = transaction is not null && Station.HasQueuedMessages(transaction) }.With("ongoingIndicator", transaction?.IsRunning ?? false));
    }

    private Answer SendLocalList(JsonObject payload)
    {
        if (!Station.Settings.LocalListEnabled) return Answer.Status("Failed");
        var version = payload.Int("versionNumber") ?? 0;
        var isFull = payload.Str("updateType") == "Full";
        if (!isFull && version <= Station.Tokens.ListVersion) return Answer.Status("VersionMismatch");
        var entries = payload.List("localAuthorizationList").ToArray();
        if (isFull && entries.Any(e => e.Obj("idTokenInfo") is null)) return Answer.Status("Failed");
        if (isFull) Station.Tokens.List.Clear();
        foreach (var entry in entries)
        {
            var token = entry.Obj("idToken")?.Str("idToken") ?? "";
            if (entry.Obj("idTokenInfo") is null) Station.Tokens.List.Remove(token);
            else Station.Tokens.List[token] = ReadVerdict(entry);
        }
        Station.Tokens.ListVersion = version;
        return Answer.Status("Accepted");
    }

    private Answer GetInstalledCertificateIds(JsonObject payload)
    {
        var wanted = (payload["certificateType"] as JsonArray)?.Select(t => t?.ToString()).ToArray();
        var found = Station.Certificates.Where(c => wanted is null || wanted.Contains(c.Use)).ToArray();
        if (found.Length == 0) return Answer.Status("NotFound");
        return Answer.Of(new JsonObject
        {
            ["status"] = "Accepted",
            ["certificateHashDataChain"] = Json.Array(found.Select(c => (JsonNode)new JsonObject
            {
                ["certificateType"] = c.Use,
                ["certificateHashData"] = new JsonObject { ["hashAlgorithm"] = "SHA256", ["issuerNameHash"] = c.IssuerNameHash, ["issuerKeyHash"] = c.IssuerKeyHash, ["serialNumber"] = c.SerialNumber },
            })),
        });
    }
}
