using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Sessions;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Sessions;

/// <summary>What can be done with the ticked sessions.</summary>
public sealed partial class SessionBar
{
    private RowSelection? _said;
    private string? _note;
    private bool _mayStop, _mayReview, _busy;

    [Inject] private SessionPicks Picks { get; set; } = null!;
    [Inject] private SessionLines Lines { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private FileHandOver Files { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>What is ticked.</summary>
    [Parameter, EditorRequired] public RowSelection Selection { get; set; } = RowSelection.None;

    /// <summary>What the list is narrowed to.</summary>
    [Parameter, EditorRequired] public SessionFilter Filter { get; set; } = SessionFilter.None;

    /// <summary>"All 1,234 that match", for when everything is ticked.</summary>
    [Parameter, EditorRequired] public string All { get; set; } = "";

    /// <summary>Nothing shall be ticked any more.</summary>
    [Parameter] public EventCallback Clear { get; set; }

    private string Said => Selection.IsAll ? All : Counted("Many.Selected", Selection.Keys.Count);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var scope = await Scope.GetAsync();
        (_mayStop, _mayReview) = (scope.Can(Permissions.SessionsStop) && scope.Can(Permissions.CommandStop), scope.Can(Permissions.SessionsReview));
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (ReferenceEquals(_said, Selection)) return;
        (_said, _note) = (Selection, null);
    }

    private string Counted(string key, int count) => T[count == 1 ? $"{key}.One" : key, Formats.Number(count)];

    private Task StopAsync() => WithPickedAsync(Filter with { State = Csms.Engine.Sessions.SessionState.Active }, StopDesk.Most, async (sessions, _) =>
    {
        var parameters = new Dictionary<string, object?> { [nameof(StopManyForm.Sessions)] = sessions };
        if (await Ask.FormAsync<StopManyForm>(Counted("Many.StopTitle", sessions.Count), parameters, "720px") is true) await Clear.InvokeAsync();
    });

    private Task DecideAsync(SessionManyKind kind) => WithPickedAsync(
        kind == SessionManyKind.Close ? Filter with { State = Csms.Engine.Sessions.SessionState.Active } : Filter, SessionManyForm.Most, async (sessions, _) =>
        {
            var parameters = new Dictionary<string, object?> { [nameof(SessionManyForm.Kind)] = kind, [nameof(SessionManyForm.Sessions)] = sessions };
            if (await Ask.FormAsync<SessionManyForm>(Counted($"Many.{kind}Title", sessions.Count), parameters, "560px") is true) await Clear.InvokeAsync();
        });

    private Task ExportAsync() => WithPickedAsync(Filter, FileHandOver.MostRows, async (sessions, scope) =>
    {
        await Audit.WriteAsync(scope.Actor, "session.export", "session", "*", null, new { Selected = sessions.Count });
        await Files.GiveAsync("sessions", SessionExport.Columns(Formats.Zone), sessions.Select(session => Lines.Of(session, scope)));
    });

    /// <summary>Reads the ticked sessions. When everything is ticked, only those that the action can be about are read: of a million, a few run.</summary>
    private async Task WithPickedAsync(SessionFilter about, int most, Func<IReadOnlyList<Session>, AccessScope, Task> act)
    {
        if (_busy) return;
        (_busy, _note) = (true, null);
        try
        {
            var scope = await Scope.GetAsync();
            // A view of another state has none of them: what is ticked there is read as it is, and the question says that it can't be done.
            var filter = Selection.IsAll && Filter.State is null ? about : Filter;
            var (sessions, more) = await Picks.ReadAsync(Selection, filter, scope, Formats.Zone, most, CancellationToken.None);
            if (more) _note = T["Many.TooMany", Formats.Number(most)];
            else if (sessions.Count == 0) _note = T["Many.None"];
            else await act(sessions, scope);
        }
        catch (NpgsqlException)
        {
            _note = T["List.Failed"];
        }
        finally
        {
            _busy = false;
        }
    }
}
