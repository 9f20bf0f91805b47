namespace Csms.Engine.Stations.Reports;

/// <summary>A command whose results come later, and the messages that bring them. Pure.</summary>
/// <param name="Action">In OCPP 2.1's words.</param>
/// <param name="Parts">Message that brings a part; null when there is none.</param>
/// <param name="Notices">Messages that bring a status, in the spelling of every version.</param>
/// <param name="Final">Statuses after which nothing follows.</param>
internal sealed record ReportKind(string Action, string? Parts, string[] Notices, string[] Final)
{
    private static readonly ReportKind[] All =
    [
        Report("GetBaseReport", "NotifyReport"),
        Report("GetReport", "NotifyReport"),
        Report("GetMonitoringReport", "NotifyMonitoringReport"),
        Report("CustomerInformation", "NotifyCustomerInformation"),
        Report("GetDisplayMessages", "NotifyDisplayMessages"),
        Report("GetChargingProfiles", "ReportChargingProfiles"),
        Report("GetDERControl", "ReportDERControl"),
        new("GetLog", null, ["LogStatusNotification", "DiagnosticsStatusNotification"],
            ["Uploaded", "UploadFailure", "UploadFailed", "BadMessage", "NotSupportedOperation", "PermissionDenied", "AcceptedCanceled"]),
        new("UpdateFirmware", null, ["FirmwareStatusNotification", "SignedFirmwareStatusNotification"],
            ["Installed", "DownloadFailed", "InstallationFailed", "InvalidSignature", "InstallVerificationFailed"]),
        new("PublishFirmware", null, ["PublishFirmwareStatusNotification"], ["Published", "PublishFailed", "DownloadFailed", "InvalidChecksum"]),
    ];

    /// <summary>Actions on the wire that carry a requestId of ours.</summary>
    public static string[] Requests { get; } = [.. All.Select(kind => kind.Action), "SignedUpdateFirmware"];

    /// <summary>The kind of a request on the wire.</summary>
    public static ReportKind Of(string wireAction)
    {
        var action = wireAction == "SignedUpdateFirmware" ? "UpdateFirmware" : wireAction;
        return All.First(kind => kind.Action == action);
    }

    /// <summary>Whether the station's answer leaves something to wait for.</summary>
    public static bool GoesOn(string? status) => status is "Accepted" or "AcceptedCanceled";

    private static ReportKind Report(string action, string parts) => new(action, parts, [], []);
}
