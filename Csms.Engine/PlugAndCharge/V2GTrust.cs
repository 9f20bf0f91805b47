using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Whom contracts must lead to: the configured roots, and the sub CAs that are known beside them. Immutable.</summary>
internal sealed class V2GTrust : IDisposable
{
    private static readonly string[] Endings = [".pem", ".crt", ".cer"];

    private V2GTrust(X509Certificate2Collection roots, X509Certificate2Collection below)
    {
        Roots = roots;
        Below = below;
    }

    /// <summary>Signed by themselves.</summary>
    public X509Certificate2Collection Roots { get; }

    /// <summary>Sub CAs; they are no anchors, they only help to find the way to one.</summary>
    public X509Certificate2Collection Below { get; }

    /// <summary>Reads every file.</summary>
    /// <param name="paths">Files or folders, separated by ';'.</param>
    /// <param name="faults">What is wrong is added, with the key to set.</param>
    public static V2GTrust Load(string paths, List<string> faults)
    {
        var found = new X509Certificate2Collection();
        foreach (var path in paths.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Directory.Exists(path))
            {
                var files = Directory.EnumerateFiles(path).Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList();
                if (files.Count == 0)
                {
                    faults.Add($"{PncOptions.Section}:Roots: the folder {path} holds no .pem, .crt or .cer file.");
                }

                files.ForEach(file => Read(file, found, faults));
            }
            else
            {
                Read(path, found, faults);
            }
        }

        var (roots, below) = (new X509Certificate2Collection(), new X509Certificate2Collection());
        foreach (var certificate in found)
        {
            if (!roots.Contains(certificate) && !below.Contains(certificate))
            {
                (certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) ? roots : below).Add(certificate);
            }
        }

        if (found.Count > 0 && roots.Count == 0)
        {
            faults.Add($"{PncOptions.Section}:Roots: no certificate in {paths} is a root (signed by itself).");
        }

        return new V2GTrust(roots, below);
    }

    public void Dispose()
    {
        foreach (var certificate in Roots.Concat(Below))
        {
            certificate.Dispose();
        }
    }

    /// <summary>The way from a certificate to a root; nothing is fetched, revocation is not looked at.</summary>
    /// <param name="leaf">Where it begins.</param>
    /// <param name="helpers">Certificates that may stand between.</param>
    /// <param name="at">At what time all must be valid; UTC.</param>
    /// <param name="isTrusted">It leads to a root.</param>
    public X509Chain Chain(X509Certificate2 leaf, IEnumerable<X509Certificate2> helpers, DateTimeOffset at, out bool isTrusted)
    {
        var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.AddRange(Roots);
        policy.ExtraStore.AddRange(Below);
        policy.ExtraStore.AddRange(helpers.ToArray());
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        policy.VerificationTime = at.UtcDateTime;
        isTrusted = chain.Build(leaf);
        return chain;
    }

    private static void Read(string file, X509Certificate2Collection into, List<string> faults)
    {
        try
        {
            var bytes = File.ReadAllBytes(file);
            var before = into.Count;
            if (bytes.AsSpan().IndexOf("-----BEGIN"u8) >= 0)
            {
                into.ImportFromPem(System.Text.Encoding.UTF8.GetString(bytes));
            }
            else
            {
                into.Add(X509CertificateLoader.LoadCertificate(bytes));
            }

            if (into.Count == before)
            {
                faults.Add($"{PncOptions.Section}:Roots: {file} holds no certificate.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{PncOptions.Section}:Roots: {file} cannot be read: {exception.Message}");
        }
        catch (CryptographicException exception)
        {
            faults.Add($"{PncOptions.Section}:Roots: {file} is no certificate: {exception.Message}");
        }
    }
}
