using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Stations.Logs;

/// <summary>Section <c>Csms:Logs</c>: the log files that stations upload to us.</summary>
public sealed class LogFileOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Logs";

    /// <summary>Longest file, bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>Hours an address that was given to a station can be used.</summary>
    [Range(1, 24 * 365)]
    public int UploadHours { get; set; } = 24;
}
