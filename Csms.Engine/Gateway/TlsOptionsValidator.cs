using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Gateway;

/// <summary>Checks <see cref="TlsOptions"/> at start; reports all faults at once.</summary>
internal sealed class TlsOptionsValidator : IValidateOptions<TlsOptions>
{
    public ValidateOptionsResult Validate(string? name, TlsOptions options)
    {
        var faults = new List<string>();
        if (options.Url.Length > 0 && !options.Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            faults.Add("Csms:Tls:Url must start with https://");
        }

        if ((options.Certificate.Length == 0) != (options.Key.Length == 0))
        {
            faults.Add("Csms:Tls:Certificate and Csms:Tls:Key belong together: set both or none");
        }

        if ((options.SecondCertificate.Length == 0) != (options.SecondKey.Length == 0))
        {
            faults.Add("Csms:Tls:SecondCertificate and Csms:Tls:SecondKey belong together: set both or none");
        }
        else if (options.SecondCertificate.Length > 0 && options.Certificate.Length == 0)
        {
            faults.Add("Csms:Tls:SecondCertificate stands beside Csms:Tls:Certificate: set that one too");
        }

        CheckFile("Csms:Tls:Certificate", options.Certificate);
        CheckFile("Csms:Tls:Key", options.Key);
        CheckFile("Csms:Tls:SecondCertificate", options.SecondCertificate);
        CheckFile("Csms:Tls:SecondKey", options.SecondKey);
        CheckFile("Csms:Tls:ClientCa", options.ClientCa);
        if (options.SecondCertificate.Length > 0 && faults.Count == 0)
        {
            var (first, second) = (IsRsa("Csms:Tls:Certificate", options.Certificate), IsRsa("Csms:Tls:SecondCertificate", options.SecondCertificate));
            if (first is not null && first == second)
            {
                faults.Add("Csms:Tls:Certificate and Csms:Tls:SecondCertificate: one must have an RSA key and the other one of a curve");
            }
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);

        bool? IsRsa(string key, string path)
        {
            try
            {
                using var certificate = X509Certificate2.CreateFromPem(File.ReadAllText(path));
                return ServerCertificates.FamilyOf(certificate) == KeyFamily.Rsa;
            }
            catch (CryptographicException)
            {
                faults.Add($"{key}: there is no certificate in '{path}'");
                return null;
            }
        }

        void CheckFile(string key, string path)
        {
            if (path.Length > 0 && !File.Exists(path))
            {
                faults.Add($"{key}: there is no file '{path}'");
            }
        }
    }
}
