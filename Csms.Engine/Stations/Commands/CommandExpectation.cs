using System.Text.Json;
using Csms.Engine.Events;

namespace Csms.Engine.Stations.Commands;

/// <summary>What should be seen after a station accepted a command. Pure.</summary>
/// <param name="Text">For people: what we wait for.</param>
/// <param name="Wait">How long.</param>
/// <param name="Match">What was seen, as a sentence, when the message is it; else null.</param>
public sealed record CommandExpectation(string Text, TimeSpan Wait, Func<StationMessage, string?> Match)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(60);

    /// <summary>What should follow; null when nothing observable does.</summary>
    public static CommandExpectation? Of(string action, JsonElement body, string status) => action switch
    {
        _ when status is not ("Accepted" or "AcceptedCanceled" or "Scheduled" or "Unlocked" or "RebootRequired") => null,
        "RequestStartTransaction" => Start(Number(body, "evseId")),
        "RequestStopTransaction" => Stop(Word(body, "transactionId")),
        "Reset" when Number(body, "evseId") is null or 0 => new(
            status == "Scheduled" ? "A boot, after running sessions end" : "A boot",
            status == "Scheduled" ? Later : Soon,
            message => message is BootReported boot ? $"Booted, reason {boot.Reason}" : null),
        "ChangeAvailability" => Availability(body, status),
        "UnlockConnector" => null,
        "TriggerMessage" => Triggered(Word(body, "requestedMessage")),
        "GetBaseReport" or "GetReport" => new(
            "The last part of the report",
            Later,
            message => message is ReportPartReported { MoreToCome: false } part ? $"Report complete, part {part.SequenceNumber + 1}" : null),
        "GetLog" => Log(Number(body, "requestId")),
        _ => null,
    };

    private static CommandExpectation Log(int? requestId) => new(
        "The end of the upload",
        Later,
        message => message is NoticeReported { Action: "LogStatusNotification" or "DiagnosticsStatusNotification", Status: { } word and not ("Uploading" or "Idle") } notice
            && (requestId is null || notice.RequestId is null || notice.RequestId == requestId)
                ? $"Upload: {word}"
                : null);

    private static CommandExpectation Start(int? evse) => new(
        evse is { } id ? $"A transaction on EVSE {id}" : "A transaction",
        Soon,
        message => message is TransactionReported { Phase: TransactionPhase.Started } started && (evse is null || started.EvseId is null || started.EvseId == evse)
            ? $"Transaction started on EVSE {started.EvseId}"
            : null);

    private static CommandExpectation Stop(string? transactionId) => new(
        "The end of the transaction",
        Soon,
        message => message is TransactionReported { Phase: TransactionPhase.Ended } ended && (transactionId is null || ended.TransactionId is null || ended.TransactionId == transactionId)
            ? $"Transaction ended, reason {ended.StopReason}"
            : null);

    private static CommandExpectation Availability(JsonElement body, string status)
    {
        var operative = Word(body, "operationalStatus") == "Operative";
        var evse = body.TryGetProperty("evse", out var member) && member.ValueKind == JsonValueKind.Object ? Number(member, "id") : null;
        return new(
            operative ? "A status other than Unavailable" : "Status Unavailable",
            status == "Scheduled" ? Later : Soon,
            message => message is ConnectorStatusReported report
                && (evse is null or 0 || report.EvseId == evse)
                && report.Status == ConnectorStatus.Unavailable != operative
                    ? $"EVSE {report.EvseId} is {report.Status}"
                    : null);
    }

    private static CommandExpectation? Triggered(string? wanted) => wanted is null ? null : new(
        wanted,
        Soon,
        message => Matches(wanted, message) ? $"{wanted} came" : null);

    private static bool Matches(string wanted, StationMessage message) => (wanted, message) switch
    {
        ("BootNotification", BootReported) => true,
        ("Heartbeat", HeartbeatReported) => true,
        ("StatusNotification", ConnectorStatusReported) => true,
        ("MeterValues", MeterValuesReported) => true,
        ("MeterValues" or "TransactionEvent", TransactionReported { Phase: TransactionPhase.Updated }) => true,
        ("SignChargingStationCertificate" or "SignV2GCertificate" or "SignCombinedCertificate", NoticeReported { Action: "SignCertificate" }) => true,
        (_, NoticeReported notice) => notice.Action == wanted || (wanted == "LogStatusNotification" && notice.Action == "DiagnosticsStatusNotification"),
        _ => false,
    };

    private static int? Number(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Word(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
