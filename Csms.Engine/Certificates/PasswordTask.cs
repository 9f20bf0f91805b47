using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Engine.Certificates;

/// <summary>New Basic passwords for many stations: each gets its own, by <see cref="PasswordChanges"/>. No password is in the run, its record or its results.</summary>
public sealed class PasswordTask : IBulkTask
{
    /// <summary>Name of the task.</summary>
    public const string Name = "password-change";

    /// <summary>How long a station that takes it at its next restart is watched.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromHours(24);

    private readonly PasswordChanges _changes;
    private readonly TimeProvider _time;

    internal PasswordTask(PasswordChanges changes, TimeProvider time) => (_changes, _time) = (changes, time);

    /// <inheritdoc/>
    public string Action => Name;

    /// <inheritdoc/>
    public bool NeedsStation => true;

    /// <inheritdoc/>
    public (string Member, string Needed)? Wrong(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return body.Select(member => member.Key).FirstOrDefault() is { } member ? (member, "Nothing is needed here: each station gets a password of its own, made here.") : null;
    }

    /// <inheritdoc/>
    public BulkLeftOut? LeaveOut(StationState station, JsonObject body) => null;

    /// <inheritdoc/>
    public async Task<BulkItem> DoAsync(BulkRun run, BulkItem item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(item);
        var (change, refusal) = await _changes.BeginAsync(item.Station, run.Actor, cancellation);
        var now = _time.GetUtcNow();
        return refusal switch
        {
            null => Of(run, item, change!, now),
            PasswordChangeRefusal.NoStation => item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.Gone, SettledAt = now },
            PasswordChangeRefusal.NotConnected => item with { State = BulkItemState.NotReached, Fault = Statement.Of(CommandFault.NotConnected), SettledAt = now },
            PasswordChangeRefusal.UnderWay => item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.UnderWay), SettledAt = now },
            _ => throw new InvalidOperationException($"no refusal {refusal}"),
        };
    }

    /// <inheritdoc/>
    public BulkItem? Judge(BulkRun run, BulkItem item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(item);
        return _changes.Find(item.Station) is { } change && change.BegunAt >= item.GivenAt ? Of(run, item, change, now) : null;
    }

    private static BulkItem Of(BulkRun run, BulkItem item, PasswordChange change, DateTimeOffset now) => change switch
    {
        { State: PasswordChangeState.Done } => item with { State = BulkItemState.Done, Answer = item.Answer ?? "Accepted", Sight = Statement.Of(CommandSight.NewPassword), SettledAt = now },
        { State: PasswordChangeState.Failed, Fault: PasswordFault.Refused } => item with { State = BulkItemState.Failed, Answer = change.Answer, Sight = null, SettledAt = now },
        { State: PasswordChangeState.Failed, Fault: PasswordFault.NotSent } => item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.LinkLostUnsent), Sight = null, SettledAt = now },
        { State: PasswordChangeState.Failed, Fault: PasswordFault.Replaced } => item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.PasswordReplaced), Sight = null, SettledAt = now },
        { State: PasswordChangeState.Failed } => item with { State = BulkItemState.Failed, Fault = Statement.Of(CommandFault.PasswordInDoubt), Sight = null, SettledAt = now },
        { State: PasswordChangeState.Waiting } => item with
        {
            // Nobody waits for a restart that may be days away: the change itself goes on, and its station's page shows it.
            State = run.State is BulkRunState.Running or BulkRunState.Paused && now < change.BegunAt + Patience ? BulkItemState.Answered : BulkItemState.NotSeen,
            Answer = change.Answer ?? "RebootRequired", Sight = Statement.Of(CommandSight.WantNewPassword), SettledAt = item.SettledAt ?? now,
        },
        _ => item,
    };
}
