using System.ComponentModel.DataAnnotations;

namespace Csms.Engine.Certificates;

/// <summary>Section <c>Csms:Certificates</c>: who signs the certificates of stations.</summary>
public sealed class CertificateOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Certificates";

    /// <summary>Address that gets a request as PEM by POST and answers the chain as PEM, leaf first; empty = our own authority signs.</summary>
    public string SignUrl { get; set; } = "";

    /// <summary>Wait for its answer, seconds.</summary>
    [Range(1, 300)]
    public int SignTimeoutSeconds { get; set; } = 30;

    /// <summary>How long a certificate of our own authority is valid for a station, days.</summary>
    [Range(1, 7300)]
    public int ValidDays { get; set; } = 730;

    /// <summary>Names that a request for a certificate for cars (V2GCertificate, V2G20Certificate) may carry besides the station's identity.</summary>
    public V2GNames V2GNames { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (SignUrl.Length > 0 && (!Uri.TryCreate(SignUrl, UriKind.Absolute, out var url) || url.Scheme is not ("https" or "http")))
            yield return new ValidationResult($"{Section}:{nameof(SignUrl)} must be an address that begins with https:// or http://", [nameof(SignUrl)]);
    }
}
