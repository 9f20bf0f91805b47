using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Commands;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Logs and firmware: each has an old message and one of the security extensions.</summary>
internal static class V16Maintenance
{
    public static IEnumerable<(string, JsonObject)> PlanLog(CommandArguments a)
    {
        var log = a.Object("log");
        if (!a.TakesExtension() & a.Text("logType") == "DiagnosticsLog")
        {
            a.Drop("requestId");
            return [("GetDiagnostics", JsonTree.Of(
                ("location", log?.Take("remoteLocation")),
                ("retries", a.Take("retries")),
                ("retryInterval", a.Take("retryInterval")),
                ("startTime", log?.Take("oldestTimestamp")),
                ("stopTime", log?.Take("latestTimestamp"))))];
        }

        return [("GetLog", JsonTree.Of(
            ("log", JsonTree.Of(("remoteLocation", log?.Take("remoteLocation")), ("oldestTimestamp", log?.Take("oldestTimestamp")), ("latestTimestamp", log?.Take("latestTimestamp")))),
            ("logType", a.Word("logType", ("DiagnosticsLog", "DiagnosticsLog"), ("SecurityLog", "SecurityLog"))),
            ("requestId", a.Take("requestId")),
            ("retries", a.Take("retries")),
            ("retryInterval", a.Take("retryInterval"))))];
    }

    // GetDiagnostics answers with a file name and no status.
    public static JsonObject ReadLog(JsonObject body, IReadOnlyList<JsonObject> answers) => JsonTree.Text(body["logType"]) == "DiagnosticsLog" && !SecurityExtension.IsAskedBy(body)
        ? JsonTree.Of(("status", CommandStatus.Accepted), ("filename", answers[0]["fileName"]))
        : (JsonObject)answers[0].DeepClone();

    public static IEnumerable<(string, JsonObject)> PlanFirmware(CommandArguments a)
    {
        var firmware = a.Object("firmware");
        if (firmware?.Take("signingCertificate") is { } certificate)
        {
            return [("SignedUpdateFirmware", JsonTree.Of(
                ("retries", a.Take("retries")),
                ("retryInterval", a.Take("retryInterval")),
                ("requestId", a.Take("requestId")),
                ("firmware", JsonTree.Of(
                    ("location", firmware.Take("location")),
                    ("retrieveDateTime", firmware.Take("retrieveDateTime")),
                    ("installDateTime", firmware.Take("installDateTime")),
                    ("signingCertificate", certificate),
                    ("signature", firmware.Take("signature"))))))];
        }

        a.Drop("requestId");
        return [("UpdateFirmware", JsonTree.Of(
            ("location", firmware?.Take("location")),
            ("retries", a.Take("retries")),
            ("retrieveDate", firmware?.Take("retrieveDateTime")),
            ("retryInterval", a.Take("retryInterval"))))];
    }

    // UpdateFirmware is answered with nothing at all.
    public static JsonObject ReadFirmware(JsonObject body, IReadOnlyList<JsonObject> answers) =>
        (body["firmware"] as JsonObject)?["signingCertificate"] is null ? V16CommandTable.Accepted() : (JsonObject)answers[0].DeepClone();
}
