namespace Csms.Engine.Gateway.Uploads;

/// <summary>Takes the files that stations were asked for. The address is the permission: it is given to one station, for one file.</summary>
public interface IStationUploads
{
    /// <summary>Takes a file, piece by piece.</summary>
    /// <param name="secret">Last part of the address that the station was given.</param>
    /// <param name="content">The file; a read that fails is an upload that broke off.</param>
    /// <param name="length">Announced length in bytes; null when none was.</param>
    /// <param name="fileName">What the station calls it; never used as a path.</param>
    /// <param name="cancellation">The station hung up.</param>
    Task<UploadResult> ReceiveAsync(string secret, Stream content, long? length, string? fileName, CancellationToken cancellation);
}
