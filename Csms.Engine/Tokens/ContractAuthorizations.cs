using System.Collections.Concurrent;
using System.Collections.Immutable;
using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Tokens;

/// <summary>
/// The latest verdicts on contract certificates, by station: a transaction that begins with the contract soon afterwards is bound by its verdict and records it.
/// In memory: after a restart the token alone decides, as for a station that has judged the contract while it was offline (2.x C07, ContractValidationOffline).
/// </summary>
public sealed class ContractAuthorizations
{
    /// <summary>A start this long after the question does not follow from it.</summary>
    private static readonly TimeSpan Holds = TimeSpan.FromHours(1);

    /// <summary>Contracts remembered for one station: more than it has EVSEs that begin within the hour.</summary>
    private const int MostOfStation = 64;

    private readonly ConcurrentDictionary<StationId, ImmutableArray<(string Key, ContractUse Use)>> _latest = new();

    /// <summary>Keeps a verdict; an older one on the same contract at the same station is forgotten.</summary>
    /// <param name="station">Where.</param>
    /// <param name="token">As the station presented it.</param>
    /// <param name="use">The verdict.</param>
    public void Put(StationId station, IdToken token, ContractUse use)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(use);
        var entry = (Emaid.Normalize(token.Value), use);
        _latest.AddOrUpdate(
            station,
            _ => [entry],
            (_, known) => [.. known.Where(each => each.Key != entry.Item1 && use.At - each.Use.At < Holds).TakeLast(MostOfStation - 1), entry]);
    }

    /// <summary>The contract was asked for without its certificate (by an app, by hand): that answer binds what follows.</summary>
    public void Forget(StationId station, IdToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!_latest.ContainsKey(station))
        {
            return;
        }

        var key = Emaid.Normalize(token.Value);
        _latest.AddOrUpdate(station, _ => [], (_, known) => known.RemoveAll(each => each.Key == key));
    }

    /// <summary>The verdict that binds a start; null when no contract certificate was judged.</summary>
    public ContractUse? Find(StationId station, IdToken token, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (!_latest.TryGetValue(station, out var known))
        {
            return null;
        }

        var key = Emaid.Normalize(token.Value);
        foreach (var (each, use) in known)
        {
            if (each == key && now - use.At < Holds)
            {
                return use;
            }
        }

        return null;
    }
}
