using Csms.Console.Controls;
using Csms.Console.Pages.Reviews;
using Csms.Console.Reviews;
using Csms.Console.Security;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Sessions;

/// <summary>The question before something is decided about many sessions: about which, about which not and why, and the reason. Closes with true when something was decided.</summary>
public sealed partial class SessionManyForm
{
    /// <summary>Most sessions at a time: each is decided and written down by itself.</summary>
    internal const int Most = 500;

    /// <summary>Who was heard of in this time most likely still charges.</summary>
    private static readonly TimeSpan _alivefor = TimeSpan.FromMinutes(15);

    private List<Session> _affected = [], _alive = [];
    private List<IGrouping<SessionManyLeft, Session>> _left = [];
    private string _reason = "";
    private string? _error;
    private bool _tried, _busy, _some;

    [Inject] private ReviewDesk Desk { get; set; } = null!;
    [Inject] private StationDirectory Stations { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>What is decided.</summary>
    [Parameter, EditorRequired] public SessionManyKind Kind { get; set; }

    /// <summary>About which sessions.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<Session> Sessions { get; set; } = [];

    private bool NoReason => string.IsNullOrWhiteSpace(_reason);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => Look(await Scope.GetAsync(), Sessions);

    private void Look(AccessScope scope, IEnumerable<Session> sessions)
    {
        var judged = sessions.Select(session => Stations.Find(session.StationId)?.Sessions.ById(session.Id) ?? session).Select(session => (Session: session, Why: LeftOut(scope, session))).ToList();
        _affected = [.. judged.Where(each => each.Why is null).Select(each => each.Session)];
        _left = [.. judged.Where(each => each.Why is not null).GroupBy(each => each.Why!.Value, each => each.Session).OrderBy(group => group.Key)];
        _alive = Kind == SessionManyKind.Close ? [.. _affected.Where(session => Time.GetUtcNow() - session.LastHeardAt < _alivefor)] : [];
    }

    private SessionManyLeft? LeftOut(AccessScope scope, Session session) => session switch
    {
        _ when !Desk.MayDecide(scope, session) => SessionManyLeft.NotAllowed,
        { IsActive: false } when Kind == SessionManyKind.Close => SessionManyLeft.Ended,
        _ when Kind == SessionManyKind.Flag && session.Flags.Any(flag => flag is { Kind: SessionFlagKind.RaisedByOperator, ResolvedAt: null }) => SessionManyLeft.Flagged,
        _ => null,
    };

    private static IReadOnlyList<string> Names(IEnumerable<Session> sessions) => [.. sessions.Select(session => session.Id.Display)];

    private string Counted(string key, int count) => T[count == 1 ? $"{key}.One" : key, Formats.Number(count)];

    /// <summary>One after the other, each by itself: what can't be decided any more does not hold up the rest, and is said.</summary>
    private async Task DoAsync()
    {
        _tried = true;
        if (_busy || NoReason || _affected.Count == 0) return;
        (_busy, _error) = (true, null);
        var open = new List<Session>();
        try
        {
            var (scope, reason) = (await Scope.GetAsync(), _reason.Trim());
            Look(scope, _affected);
            open.AddRange(_affected);
            foreach (var session in _affected.ToList())
            {
                if (await DecideAsync(scope, session, reason) is null) continue;
                _some = true;
                open.Remove(session);
            }
            if (open.Count == 0)
            {
                Dialogs.Close(true);
                return;
            }
            _error = Counted("Many.NotDone", open.Count);
            Look(scope, open);
        }
        catch (NpgsqlException)
        {
            _error = T["Many.NotSaved", Formats.Number(open.Count)];
        }
        finally
        {
            _busy = false;
        }
    }

    private Task<Session?> DecideAsync(AccessScope scope, Session session, string reason) => Kind == SessionManyKind.Close
        ? Desk.CloseAsync(scope, session, reason)
        : Desk.DecideAsync(scope, session, new SessionDecision.Flag(), reason, CancellationToken.None);
}
