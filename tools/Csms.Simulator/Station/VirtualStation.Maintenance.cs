using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Csms.Simulator.Station;

/// <summary>Firmware, logs and certificates.</summary>
public sealed partial class VirtualStation
{
    private const int FirstRange = 1024;
    private static readonly TimeSpan _uploadTime = TimeSpan.FromSeconds(30);
    private readonly List<InstalledCertificate> _certificates = [];
    private string _firmwareStatus = "Idle";
    private string? _staged;
    private int? _stagedRequest;
    private bool _confirmStaged;
    private string _logStatus = "Idle";
    private int? _firmwareRequestId;
    private int? _logRequestId;
    private CancellationTokenSource? _firmwareRun;

    /// <summary>The client key made for the last signing request; its chain arrives with CertificateSigned.</summary>
    public ECDsa? ClientKey { get; private set; }

    /// <summary>The chain last accepted from CertificateSigned, PEM.</summary>
    public string? CertificateChain { get; private set; }

    /// <summary>The key made for the last request of a certificate for cars.</summary>
    internal ECDsa? CarKey { get; private set; }

    /// <summary>The certificate for cars as last signed, PEM, leaf first (2.x).</summary>
    public string? CarCertificateChain { get; private set; }

    /// <summary>SHA-256 of the image last fetched, hex; null before one was.</summary>
    public string? FirmwareDigest { get; private set; }

    internal IReadOnlyList<InstalledCertificate> Certificates => _certificates;

    /// <summary>Starts an update; a running one is cancelled (AcceptedCanceled).</summary>
    internal string UpdateFirmware(string location, DateTimeOffset? retrieveAt, DateTimeOffset? installAt, int? requestId, bool isSigned, out Action? then)
    {
        var status = _firmwareRun is null ? "Accepted" : "AcceptedCanceled";
        _firmwareRun?.Cancel();
        var run = _firmwareRun = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        then = () => StartJob(async _ =>
        {
            try
            {
                await RunFirmwareAsync(location, retrieveAt, installAt, requestId, isSigned, run.Token);
            }
            catch (OperationCanceledException) when (run.IsCancellationRequested)
            {
                return; // Replaced by a newer request, or the station stops.
            }
            finally
            {
                lock (Gate)
                {
                    if (_firmwareRun == run) _firmwareRun = null;
                }
                run.Dispose();
            }
        });
        return status;
    }

    private async Task RunFirmwareAsync(string location, DateTimeOffset? retrieveAt, DateTimeOffset? installAt, int? requestId, bool isSigned, CancellationToken cancel)
    {
        await UntilAsync(retrieveAt, "DownloadScheduled", requestId, cancel);
        Firmware("Downloading", requestId);
        await Task.Delay(TimeSpan.FromSeconds(6), Clock, cancel);
        if (Options.Quirks.Any(quirk => !quirk.CanFetchFirmware) || !await TryDownloadAsync(location, cancel))
        {
            Firmware("DownloadFailed", requestId);
            return;
        }
        Firmware("Downloaded", requestId);
        await Task.Delay(TimeSpan.FromSeconds(2), Clock, cancel);
        if (isSigned) Firmware("SignatureVerified", requestId);
        if (WaitsForReset("Downloaded", location, requestId)) return;
        await UntilAsync(installAt, "InstallScheduled", requestId, cancel);
        // An update waits for the cars (L01.FR.06: no installation while transactions run).
        await WaitForAsync(s => s._evses.All(e => !e.IsBusy), Timeout.InfiniteTimeSpan, cancel);
        Firmware("Installing", requestId);
        await Task.Delay(TimeSpan.FromSeconds(8), Clock, cancel);
        if (Options.Quirks.Any(quirk => !quirk.CanInstallFirmware))
        {
            Firmware("InstallationFailed", requestId);
            return;
        }
        if (WaitsForReset("Installed", location, requestId)) return;
        lock (Gate)
        {
            FirmwareVersion = VersionFrom(location);
            _firmwareToConfirm = requestId;
            _confirmFirmware = true;
            PowerCycle("FirmwareUpdate");
        }
    }

    /// <summary>Fetches an image of a CSMS in two ranges, as a station does whose link broke off, and compares its checksum; other addresses are only played.</summary>
    private async Task<bool> TryDownloadAsync(string location, CancellationToken cancel)
    {
        // Addresses of the outside stand in demonstrations and scenarios: nothing is fetched from there.
        if (!Uri.TryCreate(location, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || !url.AbsolutePath.StartsWith("/firmware-images/", StringComparison.Ordinal)) return true;
        try
        {
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.RemoteCertificateValidationCallback = Options.ServerCertificateCheck;
            using var client = new HttpClient(handler) { Timeout = _uploadTime };
            var (first, whole, checksum) = await RangeAsync(client, url, 0, FirstRange - 1, cancel);
            if (first is null) return false;
            var rest = whole > first.Length ? (await RangeAsync(client, url, first.Length, null, cancel)).Bytes : [];
            byte[] image = rest is null ? [] : [.. first, .. rest];
            FirmwareDigest = Convert.ToHexStringLower(SHA256.HashData(image));
            return image.Length == whole && (checksum is null || checksum == FirmwareDigest);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            LogCannotConnect(Options.Logger, Id, e.Message);
            return false;
        }
    }

    private static async Task<(byte[]? Bytes, long Whole, string? Checksum)> RangeAsync(HttpClient client, Uri url, long from, long? to, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Range = new(from, to);
        using var response = await client.SendAsync(request, cancel);
        if (response.StatusCode != System.Net.HttpStatusCode.PartialContent) return (null, 0, null);
        var checksum = response.Headers.TryGetValues("X-Checksum-Sha256", out var values) ? values.First() : null;
        return (await response.Content.ReadAsByteArrayAsync(cancel), response.Content.Headers.ContentRange?.Length ?? 0, checksum);
    }

    /// <summary>The station does nothing more by itself: the firmware runs when it starts again.</summary>
    private bool WaitsForReset(string after, string location, int? requestId)
    {
        if (Options.Quirks.All(quirk => quirk.FirmwareWaitsAfter != after)) return false;
        lock (Gate) (_staged, _stagedRequest, _confirmStaged) = (VersionFrom(location), requestId, after == "Downloaded");
        if (after == "Installed") Firmware(after, requestId);
        return true;
    }

    private async Task UntilAsync(DateTimeOffset? at, string waitingStatus, int? requestId, CancellationToken cancel)
    {
        if (at is not { } instant || instant <= Now) return;
        Firmware(waitingStatus, requestId);
        await Task.Delay(instant - Now, Clock, cancel);
    }

    private void Firmware(string status, int? requestId)
    {
        lock (Gate)
        {
            _firmwareStatus = status;
            _firmwareRequestId = requestId;
            Dialect.FirmwareStatus(status, requestId);
        }
        NotifyChanged();
    }

    internal void RepeatFirmwareStatus() => Dialect.FirmwareStatus(_firmwareRun is null ? "Idle" : _firmwareStatus, _firmwareRun is null ? null : _firmwareRequestId, isEarly: true);

    internal void RepeatLogStatus() => Dialect.LogStatus(_logStatus is "Uploading" ? "Uploading" : "Idle", _logStatus is "Uploading" ? _logRequestId : null, isEarly: true);

    /// <summary>Writes a log and uploads it when the location is http; other schemes are only played.</summary>
    internal string UploadLog(string kind, string location, int? requestId, out Action then)
    {
        var fileName = $"{Id}-{kind}-{Now.UtcDateTime:yyyyMMddHHmmss}.log";
        then = () => StartJob(async cancel =>
        {
            Log("Uploading", requestId);
            await Task.Delay(TimeSpan.FromSeconds(3), Clock, cancel);
            Log(await TryUploadAsync(location, fileName, cancel) ? "Uploaded" : "UploadFailure", requestId);
        });
        return fileName;
    }

    private async Task<bool> TryUploadAsync(string location, string fileName, CancellationToken cancel)
    {
        if (!Uri.TryCreate(location, UriKind.Absolute, out var url)) return false;
        if (url.Scheme is not ("http" or "https")) return true;
        var text = new StringBuilder();
        foreach (var message in Record.Messages) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{Protocol.Json.Stamp(message.QueuedAt)} {message.Action} {message.Payload}\n");
        try
        {
            using var content = new StringContent(text.ToString());
            content.Headers.ContentDisposition = new("attachment") { FileName = fileName };
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.RemoteCertificateValidationCallback = Options.ServerCertificateCheck;
            using var client = new HttpClient(handler) { Timeout = _uploadTime };
            using var response = await client.PutAsync(url, content, cancel);
            return response.IsSuccessStatusCode;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !cancel.IsCancellationRequested))
        {
            LogCannotConnect(Options.Logger, Id, e.Message);
            return false;
        }
    }

    private void Log(string status, int? requestId)
    {
        lock (Gate)
        {
            _logStatus = status;
            _logRequestId = requestId;
            Dialect.LogStatus(status, requestId);
        }
        NotifyChanged();
    }

    /// <summary>A PKCS #10 request for a new key towards the CSMS or towards cars, PEM.</summary>
    internal string NewSigningRequest(bool isForCars = false)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (isForCars)
        {
            CarKey?.Dispose();
            CarKey = key;
        }
        else
        {
            ClientKey?.Dispose();
            ClientKey = key;
        }

        return new CertificateRequest($"CN={Id}, O=Simulated stations", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();
    }

    /// <summary>Takes a signed chain when its leaf fits the key of the last request.</summary>
    internal bool TakeCertificate(string chainPem, bool isForCars = false)
    {
        if ((isForCars ? CarKey : ClientKey) is not { } asked) return false;
        try
        {
            using var leaf = X509Certificate2.CreateFromPem(chainPem);
            using var key = leaf.GetECDsaPublicKey();
            if (key is null || !key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(asked.ExportSubjectPublicKeyInfo())) return false;
        }
        catch (CryptographicException)
        {
            return false;
        }
        if (isForCars) CarCertificateChain = chainPem;
        else CertificateChain = chainPem;
        return true;
    }

    internal string InstallCertificate(string use, string pem)
    {
        if (InstalledCertificate.TryRead(use, pem) is not { } certificate) return "Rejected";
        _certificates.RemoveAll(c => c.Use == use && c.SerialNumber == certificate.SerialNumber && c.IssuerKeyHash == certificate.IssuerKeyHash);
        if (_certificates.Count >= 20) return "Failed";
        _certificates.Add(certificate);
        return "Accepted";
    }

    internal string DeleteCertificate(string? issuerNameHash, string? issuerKeyHash, string? serialNumber) =>
        _certificates.RemoveAll(c => string.Equals(c.IssuerNameHash, issuerNameHash, StringComparison.OrdinalIgnoreCase)
            && string.Equals(c.IssuerKeyHash, issuerKeyHash, StringComparison.OrdinalIgnoreCase)
            && string.Equals(c.SerialNumber, serialNumber, StringComparison.OrdinalIgnoreCase)) > 0 ? "Accepted" : "NotFound";
}
