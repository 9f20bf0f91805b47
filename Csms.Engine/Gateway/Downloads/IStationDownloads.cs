namespace Csms.Engine.Gateway.Downloads;

/// <summary>Finds the files that stations fetch from us. The address is the permission.</summary>
public interface IStationDownloads
{
    /// <summary>The file at an address; null when no such address was given out, or the file is not on this machine.</summary>
    /// <param name="secret">The part of the address that nobody can guess.</param>
    /// <param name="cancellation">The station hung up.</param>
    Task<StationDownload?> FindAsync(string secret, CancellationToken cancellation);
}
