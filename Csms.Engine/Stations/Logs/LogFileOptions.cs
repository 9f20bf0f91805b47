using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Stations.Logs;

/// <summary>Section <c>Csms:Logs</c>: the log files that stations upload to us.</summary>
public sealed class LogFileOptions : IValidatableObject
{
    private static readonly string[] _schemes = ["ftp", "ftps", "sftp", "http", "https"];

    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Logs";

    /// <summary>Longest file, bytes.</summary>
    [Range(1, long.MaxValue)]
    public long MaxBytes { get; set; } = 100 * 1024 * 1024;

    /// <summary>Hours an address that was given to a station can be used.</summary>
    [Range(1, 24 * 365)]
    public int UploadHours { get; set; } = 24;

    /// <summary>
    /// A place outside for logs, with the credentials that it needs (<c>ftp://user:password@host/folder/</c>): for stations that speak neither HTTP nor HTTPS,
    /// and where a person or a program asks for it. Empty: none.
    /// </summary>
    public string ExternalUrl { get; set; } = "";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // Its text is not repeated: it may hold a password.
        if (!string.IsNullOrWhiteSpace(ExternalUrl) && !(Uri.TryCreate(ExternalUrl.Trim(), UriKind.Absolute, out var url) && url.Host.Length > 0 && _schemes.Contains(url.Scheme)))
            yield return new ValidationResult($"Csms:Logs:ExternalUrl must be an address with {string.Join(", ", _schemes)}.", [nameof(ExternalUrl)]);
    }
}
