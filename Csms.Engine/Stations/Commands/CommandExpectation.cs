using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>What should be seen after a station accepted a command. Pure.</summary>
/// <param name="Wanted">What we wait for.</param>
/// <param name="Wait">How long.</param>
/// <param name="Match">What was seen when the message is it; else null.</param>
public sealed record CommandExpectation(Statement<CommandSight> Wanted, TimeSpan Wait, Func<StationMessage, Statement<CommandSight>?> Match)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(60);

    /// <summary>What should follow; null when nothing observable does.</summary>
    public static CommandExpectation? Of(string action, JsonElement body, string status) => action switch
    {
        _ when !StationCommand.IsAgreement(status) => null,
        "RequestStartTransaction" => Start(Number(body, "evseId")),
        "RequestStopTransaction" => Stop(Word(body, "transactionId")),
        "Reset" when Number(body, "evseId") is null or 0 => new(
            Statement.Of(status == "Scheduled" ? CommandSight.WantIdleBoot : CommandSight.WantBoot),
            status == "Scheduled" ? Later : Soon,
            message => message is BootReported boot ? Statement.Of(CommandSight.Booted, boot.Reason) : null),
        "ChangeAvailability" => Availability(body, status),
        "UnlockConnector" => null,
        "TriggerMessage" => Triggered(Word(body, "requestedMessage")),
        "GetBaseReport" or "GetReport" => new(
            Statement.Of(CommandSight.WantReport),
            Later,
            message => message is ReportPartReported { MoreToCome: false } part ? Statement.Of(CommandSight.ReportComplete, part.SequenceNumber + 1) : null),
        "GetLog" => Log(Number(body, "requestId")),
        "GetChargingProfiles" => Reported(Number(body, "requestId"), static message => message is ChargingProfilesReported { MoreToCome: false } part ? part.RequestId : null),
        "GetDERControl" => Reported(Number(body, "requestId"), static message => message is DerControlsReported { MoreToCome: false } part ? part.RequestId : null),
        _ => null,
    };

    private static CommandExpectation Reported(int? requestId, Func<StationMessage, int?> lastPartOf) => new(
        Statement.Of(CommandSight.WantReport),
        Soon,
        message => lastPartOf(message) is { } of && (requestId is null || of == requestId) ? Statement.Of(CommandSight.AllReported) : null);

    private static CommandExpectation Log(int? requestId) => new(
        Statement.Of(CommandSight.WantUpload),
        Later,
        message => message is NoticeReported { Action: "LogStatusNotification" or "DiagnosticsStatusNotification", Status: { } word and not ("Uploading" or "Idle") } notice
            && (requestId is null || notice.RequestId is null || notice.RequestId == requestId)
                ? Statement.Of(CommandSight.Uploaded, word)
                : null);

    private static CommandExpectation Start(int? evse) => new(
        evse is { } id ? Statement.Of(CommandSight.WantTransactionOn, id) : Statement.Of(CommandSight.WantTransaction),
        Soon,
        message => message is TransactionReported { Phase: TransactionPhase.Started } started && (evse is null || started.EvseId is null || started.EvseId == evse)
            ? Statement.Of(CommandSight.Started, started.EvseId)
            : null);

    private static CommandExpectation Stop(string? transactionId) => new(
        Statement.Of(CommandSight.WantEnd),
        Soon,
        message => message is TransactionReported { Phase: TransactionPhase.Ended } ended && (transactionId is null || ended.TransactionId is null || ended.TransactionId == transactionId)
            ? Statement.Of(CommandSight.Ended, ended.StopReason)
            : null);

    private static CommandExpectation Availability(JsonElement body, string status)
    {
        var operative = Word(body, "operationalStatus") == "Operative";
        var evse = body.TryGetProperty("evse", out var member) && member.ValueKind == JsonValueKind.Object ? Number(member, "id") : null;
        return new(
            Statement.Of(operative ? CommandSight.WantOperative : CommandSight.WantInoperative),
            status == "Scheduled" ? Later : Soon,
            message => message is ConnectorStatusReported report
                && (evse is null or 0 || report.EvseId == evse)
                && report.Status == ConnectorStatus.Unavailable != operative
                    ? Statement.Of(CommandSight.Status, report.EvseId, $"{report.Status}")
                    : null);
    }

    private static CommandExpectation? Triggered(string? wanted) => wanted is null ? null : new(
        Statement.Of(CommandSight.WantMessage, wanted),
        Soon,
        message => Matches(wanted, message) ? Statement.Of(CommandSight.Came, wanted) : null);

    private static bool Matches(string wanted, StationMessage message) => (wanted, message) switch
    {
        ("BootNotification", BootReported) => true,
        ("Heartbeat", HeartbeatReported) => true,
        ("StatusNotification", ConnectorStatusReported) => true,
        ("MeterValues", MeterValuesReported) => true,
        ("MeterValues" or "TransactionEvent", TransactionReported { Phase: TransactionPhase.Updated }) => true,
        ("SignChargingStationCertificate" or "SignV2GCertificate" or "SignCombinedCertificate", SigningAsked) => true,
        (_, NoticeReported notice) => notice.Action == wanted || (wanted == "LogStatusNotification" && notice.Action == "DiagnosticsStatusNotification")
            || (wanted == "FirmwareStatusNotification" && notice.Action == "SignedFirmwareStatusNotification"), // what 1.6 calls them
        _ => false,
    };

    private static int? Number(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    private static string? Word(JsonElement body, string member) =>
        body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
