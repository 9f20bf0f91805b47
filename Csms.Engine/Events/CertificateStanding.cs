namespace Csms.Engine.Events;

/// <summary>What is known of a certificate.</summary>
/// <param name="Status">Its status.</param>
/// <param name="NextUpdate">When newer information is due; UTC.</param>
public sealed record CertificateStanding(RevocationStatus Status, DateTimeOffset NextUpdate)
{
    /// <summary>Nothing could be learned, so there is nothing to keep: the station may ask again at once.</summary>
    public static CertificateStanding NotLearned { get; } = new(RevocationStatus.Failed, DateTimeOffset.UnixEpoch);
}
