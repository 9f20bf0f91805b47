using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tariffs;
using Csms.Engine.Events;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;

namespace Csms.Console.Tokens;

/// <summary>
/// The one way in which people and programs write tokens: allowed, done in one transaction, each token in the audit log, in that order. Whoever may not change
/// tariffs changes no driver's price by it either (<see cref="TariffDesk.JudgeToken(AccessScope, TokenEntry, TokenEntry)"/>).
/// </summary>
internal sealed class TokenDesk(TokenStore store, TariffDirectory tariffs, TariffDesk prices, IAuditLog audit)
{
    /// <summary>Above this many tokens a person types how many there are.</summary>
    public const int Many = 20;

    /// <summary>Why a token may not become what it shall be; null: it may.</summary>
    public TokenPriceFault? Judge(AccessScope scope, TokenEntry? before, TokenEntry after) => prices.JudgeToken(scope, before, after);

    /// <summary>Why the tokens of a group may not go to another (null: to none); null: they may.</summary>
    public AssignFault? JudgeGroup(AccessScope scope, string from, string? to) => prices.JudgeGroup(scope, from, to);

    /// <summary>Why a row of a file is not taken from somebody; null: it is.</summary>
    public RefusedWhy? JudgeRow(AccessScope scope, TokenDirectory directory, TokenRow row, IReadOnlySet<string> columns)
    {
        var before = directory.Find(row.IdToken);
        return Judge(scope, before, row.Onto(before, columns)) switch
        {
            null => null,
            { Member: TokenPriceFault.Group } => RefusedWhy.PricedGroup,
            _ => RefusedWhy.NotATariff,
        };
    }

    /// <summary>Enters or changes one token; false when it is not any more as it was judged: then nothing is written.</summary>
    /// <param name="scope">Who; must hold tokens.write, and <see cref="Judge"/> must have nothing against it.</param>
    /// <param name="before">As it was seen; null: there was none.</param>
    /// <param name="after">As it shall be.</param>
    /// <param name="told">A token as the audit log keeps it.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    public async Task<bool> PutAsync(AccessScope scope, TokenEntry? before, TokenEntry after, Func<TokenEntry, object> told, CancellationToken cancellation)
    {
        Demand(scope);
        if (Judge(scope, before, after) is { } fault) throw new InvalidOperationException($"{fault.Member} of a token is not to be changed: {fault.Fault}");
        if ((await store.ApplyAsync([new TokenChange(before, after)], cancellation)).Count > 0) return false;
        // What is committed is in the audit log, also when the person has gone meanwhile.
        await audit.WriteAsync(scope.Actor, before is null ? "token.create" : "token.update", "token", after.IdToken, before is null ? null : told(before), told(after), cancellationToken: CancellationToken.None);
        return true;
    }

    /// <summary>Does what a plan says; nothing when a token is not any more as the plan saw it.</summary>
    /// <param name="scope">Who; must hold tokens.write.</param>
    /// <param name="plan">What.</param>
    /// <param name="source">Where it comes from: the name of the file.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    /// <returns>Changes whose token is different by now, or whose price the person may not change as it is by now; none: it is done.</returns>
    public async Task<IReadOnlyList<TokenChange>> ImportAsync(AccessScope scope, ImportPlan plan, string source, CancellationToken cancellation)
    {
        Demand(scope);
        var writes = plan.Writes;
        if (writes.Where(change => Judge(scope, change.Before, change.After!) is not null).ToList() is { Count: > 0 } refused) return refused;
        var stale = await store.ApplyAsync(writes, cancellation);
        if (stale.Count > 0) return stale;
        await audit.WriteAsync(scope.Actor, "token.import", "token", "*", null, new
        {
            Source = source, Added = plan.Added.Count, Changed = plan.Changed.Count, plan.Unchanged, LeftAlone = plan.Kept.Count, Refused = plan.File.Refused.Count,
            Blocked = plan.Options.BlockMissing ? plan.Missing.Count : 0, plan.Options.UpdateExisting, plan.Options.BlockMissing,
        }, null, CancellationToken.None);
        await audit.WriteAsync(scope.Actor, [.. writes.Select(change => Entry(change, $"import {source}"))], CancellationToken.None);
        return [];
    }

    /// <summary>Changes tokens from what they are at this moment.</summary>
    /// <param name="scope">Who; must hold tokens.write.</param>
    /// <param name="idTokens">Which.</param>
    /// <param name="change">From the token to what it shall be: the same leaves it alone, null removes it. A token whose price the person may not change is left alone.</param>
    /// <param name="reason">Why, where one was typed.</param>
    /// <param name="cancellation">Gives up before the commit.</param>
    /// <returns>What was changed.</returns>
    public async Task<IReadOnlyList<TokenChange>> ChangeAsync(
        AccessScope scope, IEnumerable<string> idTokens, Func<TokenEntry, TokenEntry?> change, string? reason, CancellationToken cancellation)
    {
        Demand(scope);
        var changes = await store.ChangeAsync(idTokens, before => change(before) is { } after && Judge(scope, before, after) is not null ? before : change(before), cancellation);
        await audit.WriteAsync(scope.Actor, [.. changes.Select(each => Entry(each, reason))], CancellationToken.None);
        return changes;
    }

    /// <summary>Whether somebody may call a group otherwise: one that has a tariff is named there, and groups of tariffs are named by who may change those of the network.</summary>
    public bool MayRename(AccessScope scope, string from, string to) => from.Equals(to, StringComparison.OrdinalIgnoreCase) || tariffs.OfGroup(from) is null || TariffDesk.MayWrite(scope, null);

    /// <summary>Gives every token of a group another group, which may have tokens already; <see cref="JudgeGroup"/> must have nothing against it. A new name alone changes no price: the group's tariff goes with it.</summary>
    /// <returns>What was changed.</returns>
    public async Task<IReadOnlyList<TokenChange>> RenameGroupAsync(AccessScope scope, TokenDirectory directory, string from, string to, CancellationToken cancellation)
    {
        Demand(scope);
        DemandGroup(scope, from, to);
        if (!MayRename(scope, from, to)) throw new InvalidOperationException("no permission to write tariffs");
        var priced = MembersOf(directory, to).Count == 0 && tariffs.OfGroup(to) is null ? tariffs.OfGroup(from) : null;
        if (priced is not null) await NameAsync(scope, priced.Id, groups => [.. groups, to], cancellation); // both, so that no session begins in between without it
        var changes = await store.ChangeAsync(MembersOf(directory, from), token => token.IsIn(from) ? token with { GroupId = to } : token, cancellation);
        if (priced is not null) await NameAsync(scope, priced.Id, groups => groups.Where(group => !group.Equals(from, StringComparison.OrdinalIgnoreCase)), CancellationToken.None);
        await audit.WriteAsync(scope.Actor, "token.group.rename", "token", "*", new { Group = from }, new { Group = to, Tokens = changes.Count }, null, CancellationToken.None);
        await audit.WriteAsync(scope.Actor, [.. changes.Select(change => Entry(change, null))], CancellationToken.None);
        return changes;
    }

    /// <summary>Takes every token of a group out of it: each stays, and belongs to none; <see cref="JudgeGroup"/> must have nothing against it.</summary>
    /// <returns>What was changed.</returns>
    public async Task<IReadOnlyList<TokenChange>> DissolveGroupAsync(AccessScope scope, TokenDirectory directory, string group, string? reason, CancellationToken cancellation)
    {
        Demand(scope);
        DemandGroup(scope, group, null);
        var changes = await store.ChangeAsync(MembersOf(directory, group), token => token.IsIn(group) ? token with { GroupId = null } : token, cancellation);
        await audit.WriteAsync(scope.Actor, "token.group.dissolve", "token", "*", new { Group = group }, new { Tokens = changes.Count }, reason, CancellationToken.None);
        await audit.WriteAsync(scope.Actor, [.. changes.Select(change => Entry(change, reason))], CancellationToken.None);
        return changes;
    }

    /// <summary>Refuses every token of a group from now on.</summary>
    /// <returns>What was changed: those that were not blocked yet.</returns>
    public Task<IReadOnlyList<TokenChange>> BlockGroupAsync(AccessScope scope, TokenDirectory directory, string group, string? reason, CancellationToken cancellation) =>
        ChangeAsync(scope, MembersOf(directory, group), token => token.IsIn(group) ? token with { Status = AuthorizationStatus.Blocked } : token, reason, cancellation);

    private static List<string> MembersOf(TokenDirectory directory, string group) => [.. directory.All.Where(token => token.IsIn(group)).Select(token => token.IdToken)];

    /// <summary>Names other groups of a tariff.</summary>
    private async Task NameAsync(AccessScope scope, string tariff, Func<IEnumerable<string>, IEnumerable<string>> groups, CancellationToken cancellation)
    {
        var written = await tariffs.PutAsync(tariff, before => before is null ? null : new TariffWish(before.Name, before.SiteId, [.. groups(before.Groups).Order(StringComparer.OrdinalIgnoreCase)], before.Retired, before.Current.Tariff.Body),
            null, scope.Actor.Name, cancellation);
        if (written is not { Refusal: null, Before: { } old, After: { } now }) return; // deleted, or given to another tariff at this moment: then that counts
        await audit.WriteAsync(scope.Actor, "tariff.update", "tariff", tariff, new { old.Groups }, new { now.Groups }, null, CancellationToken.None);
    }

    private static void Demand(AccessScope scope)
    {
        if (!scope.Can(Permissions.TokensWrite)) throw new InvalidOperationException("no permission to write tokens");
    }

    private void DemandGroup(AccessScope scope, string from, string? to)
    {
        if (JudgeGroup(scope, from, to) is not null) throw new InvalidOperationException($"no permission to change the tariff of the group {from}");
    }

    private static AuditWrite Entry(TokenChange change, string? reason) => new(ActionOf(change), "token", change.IdToken, change.Before, change.After, reason);

    private static string ActionOf(TokenChange change) => change switch
    {
        { Before: null } => "token.create",
        { After: null } => "token.delete",
        _ when change.Before.Status == change.After.Status => "token.update",
        { After.Status: AuthorizationStatus.Blocked } => "token.block",
        { Before.Status: AuthorizationStatus.Blocked } => "token.unblock",
        _ => "token.update",
    };
}
