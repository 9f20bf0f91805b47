namespace Csms.Simulator.Station;

/// <summary>What is known about a token.</summary>
/// <param name="Status">Accepted, Blocked, Expired, Invalid, ConcurrentTx and the words of 2.x.</param>
/// <param name="Group">parentIdTag / groupIdToken.</param>
/// <param name="ExpiresAt">End of validity.</param>
/// <param name="Evses">EVSEs that it may use; null: all.</param>
internal sealed record TokenVerdict(string Status, string? Group = null, DateTimeOffset? ExpiresAt = null, IReadOnlyList<int>? Evses = null)
{
    public bool IsAccepted => Status == "Accepted";

    /// <summary>Whether a charge may begin there.</summary>
    public bool Allows(int evseId) => IsAccepted && (Evses is null || Evses.Contains(evseId));
}
