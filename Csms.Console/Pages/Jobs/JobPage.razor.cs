using Csms.Console.Controls;
using Csms.Console.FieldWork;
using Csms.Console.Security;
using Csms.Engine.FieldWork;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Jobs;

/// <summary>A job in the field: what its checks have found, photos and notes as they come in.</summary>
public sealed partial class JobPage
{
    private AccessScope? _scope;
    private FieldJob? _job;
    private IReadOnlyList<FieldResult> _results = [];
    private IReadOnlyList<FieldPhoto> _photos = [];
    private IReadOnlyList<FieldNote> _notes = [];
    private string? _told;
    private bool _missing, _failed, _mayWrite;
    private int _dirty;

    [Inject] private JobDesk Desk { get; set; } = null!;
    [Inject] private FieldDesk Field { get; set; } = null!;
    [Inject] private StationDirectory Directory { get; set; } = null!;
    [Inject] private CheckWords Words { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The job.</summary>
    [Parameter] public Guid Id { get; set; }

    private IEnumerable<CheckLine> AllLines => _job!.Stations.SelectMany(Lines);

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
        Field.Changed += OnChanged;
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private IReadOnlyList<CheckLine> Lines(FieldStation station) => CheckLine.Of(station, Directory.Find(station.Id), _results);

    private void OnChanged(Guid? job, StationId? station)
    {
        if (job == Id) Volatile.Write(ref _dirty, 1);
    }

    private void OnTick(long second)
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1) _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); });
    }

    private async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            var job = await Desk.FindAsync(_scope, Id, CancellationToken.None);
            if (job is not null)
            {
                _results = await Field.ResultsAsync([Id], CancellationToken.None);
                _photos = await Field.PhotosAsync(null, Id, CancellationToken.None);
                _notes = await Field.NotesAsync(null, Id, CancellationToken.None);
                _mayWrite = await Desk.MayWriteAsync(_scope, Id, CancellationToken.None);
            }
            (_job, _missing, _failed) = (job, job is null, false);
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private async Task RenewAsync()
    {
        await Ask.FormAsync<RenewForm>(J["Renew"], new() { [nameof(RenewForm.Job)] = _job }, "560px");
        await LoadAsync();
    }

    private async Task CloseAsync()
    {
        if (!await Ask.ConfirmAsync(J["Close.Title", _job!.Title], J["Close.Text"], J["CloseJob"], danger: true)) return;
        var refusal = await Desk.CloseAsync(await UserScope.GetAsync(), Id, CancellationToken.None);
        _told = refusal == JobRefusal.None ? null : J[$"Refused.{refusal}"].Value;
        await LoadAsync();
    }
}
