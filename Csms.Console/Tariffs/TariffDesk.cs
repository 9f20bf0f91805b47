using System.Collections.Immutable;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Energy;
using Csms.Engine.Stations;
using Csms.Engine.Tariffs;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Console.Tariffs;

/// <summary>
/// The one way in which people and programs enter, retire and delete tariffs: allowed, judged, stored, audited, in that order; and who may be given one.
/// A tariff of the network is changed by whom no site holds, one of a site by who may there. Token groups belong to no site: only who may change the tariffs of the
/// network names them, so that no site takes the drivers of another.
/// </summary>
public sealed class TariffDesk(TariffDirectory tariffs, SiteDirectory sites, StationRegistry stations, TokenDirectory tokens, IAuditLog audit)
{
    /// <summary>Whether somebody sees a tariff: those of the network are everybody's who sees tariffs at all.</summary>
    public static bool Sees(AccessScope scope, TariffEntry tariff)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(tariff);
        return tariff.SiteId is { } site ? scope.Can(Permissions.TariffsRead, site) : scope.Can(Permissions.TariffsRead);
    }

    /// <summary>Whether somebody may enter and change tariffs of a site, or (null) of the network.</summary>
    public static bool MayWrite(AccessScope scope, string? siteId)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return scope.Can(Permissions.TariffsWrite, siteId);
    }

    /// <summary>Tariffs that somebody sees, by name; the retired too.</summary>
    public IReadOnlyList<TariffEntry> Seen(AccessScope scope) => [.. tariffs.All.Where(tariff => Sees(scope, tariff))];

    /// <summary>A tariff that somebody sees, or null.</summary>
    public TariffEntry? Find(AccessScope scope, string? id) => tariffs.Find(id) is { } tariff && Sees(scope, tariff) ? tariff : null;

    /// <summary>What is wrong with a tariff as it is typed; none: it can be entered.</summary>
    /// <param name="id">As what.</param>
    /// <param name="tariff">TariffType; with or without tariffId.</param>
    public static IReadOnlyList<TariffFinding> Judge(string id, JsonElement tariff)
    {
        TariffRules.Read(id, tariff, out var found);
        return found;
    }

    /// <summary>Enters or changes a tariff.</summary>
    /// <param name="scope">Who.</param>
    /// <param name="id">Which; of a new one see <see cref="TariffRules.IsId"/>.</param>
    /// <param name="change">What.</param>
    /// <param name="cancellation">Gives up before it is written.</param>
    public async Task<TariffSaved> PutAsync(AccessScope scope, string id, TariffChange change, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(change);
        var present = tariffs.Find(id);
        // One of a site that the caller may not touch is neither changed nor taken over; what there is of it, nobody else learns.
        if ((present is not null && !MayWrite(scope, present.SiteId)) || !MayWrite(scope, change.SetsSite ? change.SiteId : present?.SiteId)) return TariffSaved.Refused(TariffRefusal.NotAllowed);
        string? body = null;
        if (Check(scope, id, change, present, ref body) is { Count: > 0 } faults) return new TariffSaved { Faults = faults };
        var written = await tariffs.PutAsync(id, before => Onto(scope, id, change, before, body), change.Expected, change.Revision, scope.Actor.Name, cancellation);
        if (written.Refusal is null) await NoteAsync(scope, id, written, change.Reason);
        return new TariffSaved { Written = written };
    }

    /// <summary>Takes a tariff from sessions that begin from now on, or gives it back to them. Whoever it was given to keeps it.</summary>
    public Task<TariffSaved> RetireAsync(AccessScope scope, string id, bool retired, string? reason, CancellationToken cancellation) =>
        tariffs.Find(id) is null ? Task.FromResult(TariffSaved.Refused(TariffRefusal.Missing)) : PutAsync(scope, id, new TariffChange { Retired = retired, Reason = reason }, cancellation);

    /// <summary>Deletes a tariff that nobody was ever given.</summary>
    public async Task<TariffWritten> DeleteAsync(AccessScope scope, string id, string? reason, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var written = await tariffs.DeleteAsync(id, before => MayWrite(scope, before.SiteId), cancellation);
        if (written.Refusal is null) await audit.WriteAsync(scope.Actor, "tariff.delete", "tariff", id, Told(written.Before!), null, reason, CancellationToken.None);
        return written;
    }

    /// <summary>Why a tariff can't be given to a station or a site; null: it can, or nothing changes.</summary>
    /// <param name="scope">Who gives it.</param>
    /// <param name="before">What it was given before.</param>
    /// <param name="tariffId">What it shall be; null: none.</param>
    /// <param name="siteId">The site, or that of the station; null: the station has none.</param>
    public AssignFault? JudgePlace(AccessScope scope, string? before, string? tariffId, string? siteId)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return tariffId == before ? null
            : !scope.Can(Permissions.TariffsWrite, siteId) ? AssignFault.NotAllowed
            : Judge(scope, tariffId) ?? (tariffs.Find(tariffId) is { } tariff && !tariff.Fits(siteId) ? AssignFault.OtherSite : null);
    }

    /// <summary>Why a tariff can't be given to a token; null: it can, or nothing changes. One of a site counts at that site only, and is given by who may there.</summary>
    public AssignFault? JudgeToken(AccessScope scope, string? before, string? tariffId)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return tariffId == before ? null
            : (before is not null && !scope.Can(Permissions.TariffsWrite, tariffs.Find(before)?.SiteId)) || (tariffId is not null && !scope.Can(Permissions.TariffsWrite, tariffs.Find(tariffId)?.SiteId)) ? AssignFault.NotAllowed
            : Judge(scope, tariffId);
    }

    /// <summary>
    /// Why a token may not become what it shall be; null: it may. What its driver pays is changed by who may change the tariffs concerned, by its own tariff
    /// and by its group alike. Who enters a token anew (null before) gives it what it pays from then on.
    /// </summary>
    public TokenPriceFault? JudgeToken(AccessScope scope, TokenEntry? before, TokenEntry after)
    {
        ArgumentNullException.ThrowIfNull(after);
        return JudgeToken(scope, before?.TariffId, after.TariffId) is { } own ? new(TokenPriceFault.Tariff, own)
            : JudgeGroup(scope, before?.GroupId, after.GroupId) is { } group ? new(TokenPriceFault.Group, group)
            : null;
    }

    /// <summary>Why tokens may not go from one group (null: none) to another; null: they may, or pay the same tariff.</summary>
    public AssignFault? JudgeGroup(AccessScope scope, string? before, string? group)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var (from, to) = (tariffs.OfGroup(before), tariffs.OfGroup(group));
        return from?.Id == to?.Id || (May(from) && May(to)) ? null : AssignFault.NotAllowed;

        bool May(TariffEntry? tariff) => tariff is null || MayWrite(scope, tariff.SiteId);
    }

    /// <summary>Tariffs that somebody may give to a station or site of a site, by name; for a choice.</summary>
    public IReadOnlyList<TariffEntry> ForPlace(AccessScope scope, string? siteId) => [.. Seen(scope).Where(tariff => !tariff.Retired && tariff.Fits(siteId))];

    /// <summary>Tariffs that somebody may give to a token, by name; for a choice.</summary>
    public IReadOnlyList<TariffEntry> ForToken(AccessScope scope) => [.. Seen(scope).Where(tariff => !tariff.Retired && scope.Can(Permissions.TariffsWrite, tariff.SiteId))];

    /// <summary>Who is given each tariff, as far as somebody sees; a tariff that nobody is given is not in it.</summary>
    public IReadOnlyDictionary<string, TariffUse> Uses(AccessScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        var uses = new Dictionary<string, TariffUse>(StringComparer.Ordinal);
        if (tariffs.IsEmpty) return uses;
        var seen = scope.Sites(Permissions.StationsRead);
        foreach (var station in stations.States)
        {
            if (station.Profile.TariffId is { } id && seen.Contains(station.Profile.SiteId)) Count(id, use => use with { Stations = use.Stations + 1 });
        }

        foreach (var site in sites.All)
        {
            if (site.TariffId is { } id && seen.Contains(site.Id)) Count(id, use => use with { Sites = use.Sites + 1 });
        }

        if (!scope.Can(Permissions.TokensRead)) return uses;
        foreach (var token in tokens.All)
        {
            if (token.TariffId is { } id) Count(id, use => use with { Tokens = use.Tokens + 1 });
            if (tariffs.OfGroup(token.GroupId) is { } group) Count(group.Id, use => use with { GroupTokens = use.GroupTokens + 1 });
        }

        return uses;

        void Count(string id, Func<TariffUse, TariffUse> add) => uses[id] = add(uses.GetValueOrDefault(id, TariffUse.None));
    }

    /// <summary>A tariff as the audit log keeps it.</summary>
    internal static object Told(TariffEntry tariff) => new
    {
        tariff.Name, tariff.SiteId, tariff.Groups, tariff.Retired, tariff.Current.Tariff.Version, Tariff = JsonElement.Parse(tariff.Current.Tariff.Body),
    };

    private AssignFault? Judge(AccessScope scope, string? tariffId) => tariffId is null ? null : Find(scope, tariffId) switch
    {
        null => AssignFault.Unknown,
        { Retired: true } => AssignFault.Retired,
        _ => null,
    };

    private Dictionary<string, Statement<TariffFault>> Check(AccessScope scope, string id, TariffChange change, TariffEntry? present, ref string? body)
    {
        var faults = new Dictionary<string, Statement<TariffFault>>(StringComparer.Ordinal);
        void Fault(string member, TariffFault fault, params ReadOnlySpan<StatementValue> values) => faults.TryAdd(member, Statement.Of(fault, values));

        if (!TariffRules.IsId(id)) Fault("id", TariffFault.NotAnId);
        if (change.Name is { } name && (string.IsNullOrWhiteSpace(name) || name.Trim().Length > TariffRules.MaxName || name.Any(char.IsControl))) Fault("name", TariffFault.NotAName, TariffRules.MaxName);
        if (change is { SetsSite: true, SiteId: { } site } && sites.Find(site) is null) Fault("siteId", TariffFault.NoSite, site);
        if (change.Groups is { } groups)
        {
            if (!MayWrite(scope, null) && !Same(groups, present?.Groups ?? [])) Fault("groups", TariffFault.GroupsOfNetwork);
            else if (groups.Count > TariffRules.MostGroups) Fault("groups", TariffFault.TooManyGroups, TariffRules.MostGroups);
            else if (groups.FirstOrDefault(group => !TokenRules.IsToken(group) || group.Trim() != group) is { } wrong) Fault("groups", TariffFault.NotAGroup, wrong);
            else if (groups.FirstOrDefault(group => tariffs.OfGroup(group) is { } other && other.Id != id) is { } taken) Fault("groups", TariffFault.GroupTaken, taken, tariffs.OfGroup(taken)!.Id);
        }

        if (change.Tariff is { } tariff)
        {
            body = TariffRules.Read(id, tariff, out var found);
            foreach (var finding in found) faults.TryAdd(finding.Member.Length > 0 ? $"tariff.{finding.Member}" : "tariff", finding.Fault);
        }
        else if (present is null)
        {
            Fault("tariff", TariffFault.NoTariff);
        }

        return faults;
    }

    private static bool Same(IReadOnlyList<string> groups, ImmutableArray<string> before) => groups.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(before);

    private static TariffWish? Onto(AccessScope scope, string id, TariffChange change, TariffEntry? before, string? body)
    {
        var site = change.SetsSite ? change.SiteId : before?.SiteId;
        if (!MayWrite(scope, site) || (before is not null && !MayWrite(scope, before.SiteId)) || (body ?? before?.Current.Tariff.Body) is not { } tariff) return null;
        return new TariffWish(
            change.Name?.Trim() ?? before?.Name ?? id,
            site,
            change.Groups is { } groups && MayWrite(scope, null) ? [.. groups.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)] : before?.Groups ?? ImmutableArray<string>.Empty,
            change.Retired ?? before?.Retired ?? false,
            tariff);
    }

    private Task NoteAsync(AccessScope scope, string id, TariffWritten written, string? reason)
    {
        var (before, after) = (written.Before, written.After!);
        var action = before is null ? "tariff.create" : before.Retired == after.Retired ? "tariff.update" : after.Retired ? "tariff.retire" : "tariff.restore";
        // What is committed is in the audit log, also when the person has gone meanwhile.
        return audit.WriteAsync(scope.Actor, action, "tariff", id, before is null ? null : Told(before), Told(after), reason, CancellationToken.None);
    }
}
