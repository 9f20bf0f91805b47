using Csms.Console.Controls;
using Csms.Console.FieldWork;
using Csms.Console.Security;
using Csms.Engine.FieldWork;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Jobs;

/// <summary>Jobs in the field, newest first, with how far each is.</summary>
public sealed partial class JobList
{
    private const int Most = 200, Named = 3;

    private AccessScope? _scope;
    private IReadOnlyList<Row>? _rows;
    private bool _failed, _mayWrite;
    private int _dirty;

    [Inject] private JobDesk Desk { get; set; } = null!;
    [Inject] private FieldDesk Field { get; set; } = null!;
    [Inject] private StationDirectory Stations { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? State { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Field.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _mayWrite = _scope.Can(Permissions.JobsWrite);
        Field.Changed += OnChanged;
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private string Names(FieldJob job) => string.Join(", ", job.Stations.Take(Named).Select(station => station.Id.Value)) + (job.Stations.Count > Named ? " " + J["AndMore", Formats.Number(job.Stations.Count - Named)] : "");

    private void OnChanged(Guid? job, StationId? station) => Volatile.Write(ref _dirty, 1);

    private void OnTick(long second)
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1) _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); });
    }

    private async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            var jobs = await Desk.ListAsync(_scope, State == "open" ? true : null, null, null, Most, CancellationToken.None);
            var results = (await Field.ResultsAsync([.. jobs.Select(job => job.Id)], CancellationToken.None)).ToLookup(result => result.Job);
            _rows = [.. jobs.Select(job => RowOf(job, [.. results[job.Id]]))];
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private Row RowOf(FieldJob job, IReadOnlyList<FieldResult> results)
    {
        var lines = job.Stations.SelectMany(station => CheckLine.Of(station, Stations.Find(station.Id), results)).ToList();
        return new Row(job, lines.Count, lines.Count(line => line.Result is { IsSettled: true }), lines.Count(line => line.State == FieldState.Failed));
    }

    private async Task NewAsync()
    {
        if (await Ask.FormAsync<JobForm>(J["New"], [], "560px") is FieldJob made) Navigation.NavigateTo(JobLinks.Of(made.Id));
    }

    private sealed record Row(FieldJob Job, int Lines, int Settled, int Failed);
}
