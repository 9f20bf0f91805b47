namespace Csms.Simulator.Station;

/// <summary>What is known about a token.</summary>
/// <param name="Status">Accepted, Blocked, Expired, Invalid, ConcurrentTx and the words of 2.x.</param>
/// <param name="Group">parentIdTag / groupIdToken.</param>
/// <param name="ExpiresAt">End of validity.</param>
internal sealed record TokenVerdict(string Status, string? Group = null, DateTimeOffset? ExpiresAt = null)
{
    public bool IsAccepted => Status == "Accepted";
}
