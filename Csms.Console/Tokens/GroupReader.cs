using Csms.Console.Security;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Console.Tokens;

/// <summary>The groups of tokens. How many and what runs come from memory; when they were used and where they are the master pass, from the store.</summary>
internal sealed class GroupReader(TokenDirectory tokens, LiveBoard board, TokenUses uses, VariableStore variables, TimeProvider time)
{
    private static readonly IReadOnlyList<StationId> _none = [];

    /// <summary>When a token of each group last began to charge, of what the person sees.</summary>
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> LastAsync(AccessScope scope, CancellationToken cancellation) =>
        uses.LastOfGroupsAsync(scope.SiteIds(Permissions.SessionsRead), cancellation);

    /// <summary>Stations by the group that they know as their master pass, of what the person sees.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyList<StationId>>> MastersAsync(AccessScope scope, CancellationToken cancellation)
    {
        var live = scope.Live();
        return (await variables.MasterPassGroupsAsync(cancellation)).Where(each => board.Find(each.Station, live) is not null)
            .GroupBy(each => each.Group, each => each.Station, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, IReadOnlyList<StationId> (group) => [.. group], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every group, also one without a token that a station knows as its master pass, by name.</summary>
    /// <param name="scope">Who asks.</param>
    /// <param name="last">From <see cref="LastAsync"/>; null: not read yet.</param>
    /// <param name="masters">From <see cref="MastersAsync"/>.</param>
    public List<GroupLine> Read(AccessScope scope, IReadOnlyDictionary<string, DateTimeOffset>? last, IReadOnlyDictionary<string, IReadOnlyList<StationId>> masters)
    {
        var now = time.GetUtcNow();
        var running = RunningByToken(scope);
        var groups = tokens.All.Where(token => token.GroupId is not null).GroupBy(token => token.GroupId!, StringComparer.OrdinalIgnoreCase).Select(group =>
        {
            int count = 0, blocked = 0, expired = 0, charging = 0;
            foreach (var token in group)
            {
                count++;
                var status = token.StatusAt(now);
                if (status == AuthorizationStatus.Blocked) blocked++;
                if (status == AuthorizationStatus.Expired) expired++;
                charging += running.GetValueOrDefault(token.IdToken);
            }
            return new GroupLine(group.Key, count, blocked, expired, charging, last?.TryGetValue(group.Key, out var at) == true ? at : null, last is not null, masters.GetValueOrDefault(group.Key, _none));
        }).ToList();
        groups.AddRange(masters.Where(master => groups.All(line => !line.Group.Equals(master.Key, StringComparison.OrdinalIgnoreCase)))
            .Select(master => new GroupLine(master.Key, 0, 0, 0, 0, null, last is not null, master.Value)));
        groups.Sort((a, b) => StringComparer.CurrentCultureIgnoreCase.Compare(a.Group, b.Group));
        return groups;
    }

    private Dictionary<string, int> RunningByToken(AccessScope scope)
    {
        var running = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var station in board.Stations(scope.Live(Permissions.SessionsRead)))
        {
            foreach (var session in station.Sessions.Sessions)
                if (session is { IsActive: true, Token: { } token }) running[token.Value] = running.GetValueOrDefault(token.Value) + 1;
        }

        return running;
    }
}
