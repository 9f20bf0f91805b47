using System.Security.Cryptography;

namespace Csms.Simulator.Station;

/// <summary>The part of a local controller: firmware published to the stations behind it (2.x L03, L04).</summary>
public sealed partial class VirtualStation
{
    private readonly HashSet<string> _published = new(StringComparer.OrdinalIgnoreCase);

    private (string Status, int? RequestId, string? Location) _publishing = ("Idle", null, null);

    internal string PublishFirmware(string location, string checksum, int requestId, out Action? then)
    {
        then = () => StartJob(async cancel =>
        {
            Published("Downloading", requestId);
            var (fetched, digest) = await FetchAsync(location, cancel);
            if (!fetched)
            {
                Published("DownloadFailed", requestId);
                return;
            }
            Published("Downloaded", requestId);
            if (digest is not null && !digest.Equals(checksum, StringComparison.OrdinalIgnoreCase))
            {
                Published("InvalidChecksum", requestId);
                return;
            }
            Published("ChecksumVerified", requestId);
            lock (Gate) _published.Add(checksum);
            Published("Published", requestId, $"http://{Id}.local/firmware/{checksum}");
        });
        return "Accepted";
    }

    internal string UnpublishFirmware(string checksum) => _published.Remove(checksum) ? "Unpublished" : "NoFirmware";

    internal void RepeatPublishStatus() => Dialect.PublishStatus(_publishing.Status, _publishing.RequestId, _publishing.Location, isEarly: true);

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "OCPP 2.x asks for MD5 here.")]
    private async Task<(bool Fetched, string? Digest)> FetchAsync(string location, CancellationToken cancel)
    {
        // Addresses of the outside stand in demonstrations and scenarios: nothing is fetched from there.
        if (!Uri.TryCreate(location, UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https") || !url.AbsolutePath.StartsWith("/firmware-images/", StringComparison.Ordinal)) return (true, null);
        try
        {
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.RemoteCertificateValidationCallback = Options.ServerCertificateCheck;
            using var client = new HttpClient(handler) { Timeout = _uploadTime };
            return (true, Convert.ToHexStringLower(MD5.HashData(await client.GetByteArrayAsync(url, cancel))));
        }
        catch (HttpRequestException e)
        {
            LogCannotConnect(Options.Logger, Id, e.Message);
            return (false, null);
        }
    }

    private void Published(string status, int requestId, string? location = null)
    {
        lock (Gate)
        {
            _publishing = (status, requestId, location);
            Dialect.PublishStatus(status, requestId, location);
        }

        NotifyChanged();
    }
}
