using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Incidents;

/// <summary>An incident: what, since when, where, what happened, who works on it and who was told.</summary>
public sealed partial class IncidentPage
{
    private Incident? _incident;
    private IReadOnlyList<IncidentEntry> _entries = [];
    private IReadOnlyList<Notification> _notices = [];
    private IReadOnlyList<(string Id, string Name, bool Online)> _stations = [];
    private AccessScope? _scope;
    private TimeZoneInfo? _zone;
    private string _comment = "";
    private string? _told;
    private bool _mayWrite, _missing, _failed;
    private long _of = -1;
    private int _dirty;

    [Inject] private IncidentDesk Desk { get; set; } = null!;
    [Inject] private IncidentStore Store { get; set; } = null!;
    [Inject] private IncidentActions Do { get; set; } = null!;
    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private IncidentWords Words { get; set; } = null!;
    [Inject] private Outbox Outbox { get; set; } = null!;
    [Inject] private ChannelDirectory Channels { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Number, as in the address.</summary>
    [Parameter] public long Id { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Desk.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        Desk.Changed += OnChanged;
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_of == Id) return;
        (_of, _incident, _missing, _told, _comment) = (Id, null, false, null, "");
        await LoadAsync();
    }

    private void OnChanged() => Volatile.Write(ref _dirty, 1);

    private void OnTick(long second)
    {
        // The notices of a channel change without the incident; ages and links by themselves.
        if (Interlocked.Exchange(ref _dirty, 0) == 0 && second % 5 != 0) return;
        _ = InvokeAsync(async () =>
        {
            await LoadAsync();
            StateHasChanged();
        });
    }

    private async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            var incident = await Store.FindAsync(Id, CancellationToken.None);
            _missing = incident is null || !_scope.Can(Permissions.IncidentsRead, incident.SiteId);
            if (_missing) return;
            _entries = await Store.EntriesAsync(Id, CancellationToken.None);
            _notices = await Outbox.OfAsync(Id, CancellationToken.None);
            _incident = incident;
            _zone = Words.Zone(incident!);
            _mayWrite = _scope.Can(Permissions.IncidentsWrite, incident!.SiteId);
            _stations = [.. incident.Stations.Select(Line)];
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = _incident is null; // what is shown stays
        }
    }

    private (string, string, bool) Line(string station)
    {
        var state = StationId.TryParse(station, out var id) ? Registry.Find(id) : null;
        return (station, state?.DisplayName ?? station, state?.Link == LinkState.Online);
    }

    private bool MayFollow(IncidentEvidence evidence) => evidence.Kind switch
    {
        EvidenceKind.Frames or EvidenceKind.Command => _scope!.Can(Permissions.MessagesRead, _incident!.SiteId),
        EvidenceKind.Session => _scope!.Can(Permissions.SessionsRead, _incident!.SiteId),
        _ => true,
    };

    private string At(DateTimeOffset at) => Time.GetUtcNow() - at < TimeSpan.FromHours(20) ? Formats.Seconds(at, _zone) : Formats.Time(at, Time.GetUtcNow(), _zone);

    private async Task AcknowledgeAsync() => await ToldAsync(await Do.AcknowledgeAsync(Id));

    private async Task AssignAsync()
    {
        var parameters = new Dictionary<string, object?> { [nameof(AssignForm.Assignee)] = _incident!.Assignee, [nameof(AssignForm.SiteId)] = _incident.SiteId };
        if (await Ask.FormAsync<AssignForm>(T["AssignTitle", Id], parameters, "480px") is AssignForm.Choice choice && choice.Name != _incident.Assignee)
            await ToldAsync(await Do.AssignAsync(Id, choice.Name));
    }

    private async Task CloseAsync()
    {
        if (await Ask.ReasonAsync(T["CloseTitle", Id], T[_incident!.ClearedAt is null ? "CloseText.Holds" : "CloseText"], T["CloseVerb", Id]) is { } reason)
            await ToldAsync(await Do.CloseAsync(Id, reason));
    }

    private async Task CommentAsync()
    {
        var text = _comment.Trim();
        if (text.Length == 0) return;
        var result = await Do.CommentAsync(Id, text);
        if (result == IncidentResult.Done) _comment = ""; // what was typed stays otherwise
        await ToldAsync(result);
    }

    private async Task ToldAsync(IncidentResult result)
    {
        _told = result == IncidentResult.Done ? null : T[$"Result.{result}"].Value;
        await LoadAsync();
    }
}
