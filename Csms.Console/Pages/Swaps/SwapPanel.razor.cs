using System.Collections.Immutable;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Swaps;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Swaps;

/// <summary>Battery swaps of a station; by the serial number of a battery its whole way, over all stations that the person may see.</summary>
public sealed partial class SwapPanel
{
    private const int Most = 500;

    private IReadOnlyList<BatterySwap>? _rows;
    private BatterySwap? _shown;
    private KeyValuePair<string, string>[] _states = [];
    private (StationId Station, string? State, string? Battery, string? Swap)? _of;
    private string? _error, _done;
    private bool _mayWrite, _failed, _disposed, _reading, _again;
    private int _dirty;

    [Inject] private SwapBook Book { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private FileHandOver Files { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery] private string? State { get; set; }

    [SupplyParameterFromQuery] private string? Battery { get; set; }

    [SupplyParameterFromQuery] private string? Swap { get; set; }

    private bool IsOnline => Station.Link == LinkState.Online && Station.Profile.Registration == RegistrationStatus.Accepted;

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        Book.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _states = [.. Enum.GetValues<SwapState>().Select(state => KeyValuePair.Create(state.ToString(), T[$"State.{state}"].Value))];
        Book.Changed += OnChanged;
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        _mayWrite = Scope.Can(Commands.SwapDesk.Permission, Station.Profile.SiteId);
        if (_of != (Station.Id, State, Battery, Swap)) await ReadAsync();
    }

    private static TagTone ToneOf(SwapState state) => state switch
    {
        SwapState.Requested or SwapState.Open => TagTone.Info,
        SwapState.Completed => TagTone.Ok,
        SwapState.TimedOut or SwapState.Refused => TagTone.Warn,
        _ => TagTone.Neutral,
    };

    // A battery has been at stations of other sites, where the person may not read tokens.
    private bool MayKnow(BatterySwap swap) => Registry.Find(swap.Station) is { } station && Scope.Can(Permissions.TokensRead, station.Profile.SiteId);

    private static string Id(BatterySwap swap) => swap.Id.ToString();

    private static string Serials(ImmutableArray<SwapBattery> batteries) => string.Join(", ", batteries.Select(battery => battery.Serial));

    private static string Of(BatterySwap swap) => $"/stations/{Uri.EscapeDataString(swap.Station.Value)}?tab=swaps&swap={swap.Id}";

    private string Short(ImmutableArray<SwapBattery> batteries) => batteries switch
    {
        [] => Formats.Unknown,
        [var one] => $"{one.Serial} · {Formats.Number((double)one.SocPercent)} %",
        [var first, ..] => $"{first.Serial} +{batteries.Length - 1}",
    };

    private string Told() => _rows is { Count: >= Most } ? T["Latest", Formats.Number(Most)] : T[_rows?.Count == 1 ? "Count.One" : "Count", Formats.Number(_rows?.Count ?? 0)];

    private string Address(Guid? swap) => Navigation.GetUriWithQueryParameter("swap", swap?.ToString());

    private string BatteryAddress(string serial) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["battery"] = serial, ["state"] = null, ["swap"] = null });

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) Volatile.Write(ref _dirty, 1);
    }

    // Read at most once a second, and on the page's own clock: it speaks the person's language, the station's path does not.
    private void OnTick(long second)
    {
        if (_disposed || Interlocked.Exchange(ref _dirty, 0) == 0) return;
        _ = InvokeAsync(async () =>
        {
            await ReadAsync();
            StateHasChanged();
        });
    }

    // One reading at a time: a slow one that ends after a newer one would put the past back on the page.
    private async Task ReadAsync()
    {
        _again = true;
        if (_reading) return;
        _reading = true;
        try
        {
            while (_again)
            {
                _again = false;
                await ReadOnceAsync();
            }
        }
        finally
        {
            _reading = false;
        }
    }

    private async Task ReadOnceAsync()
    {
        _of = (Station.Id, State, Battery, Swap);
        try
        {
            var sites = Scope.Sites(Permissions.SessionsRead);
            var ofBattery = Battery is { Length: > 0 };
            var rows = await Book.ListAsync(new SwapQuery
            {
                Station = ofBattery ? null : Station.Id.Value,
                Battery = ofBattery ? Battery!.Trim() : null,
                Sites = sites.All || !ofBattery ? null : [.. sites.Ids],
                State = EnumName.Find<SwapState>(State),
                Limit = Most,
            }, CancellationToken.None);
            if (_rows is null || !rows.Select(row => (row.Id, row.Revision)).SequenceEqual(_rows.Select(row => (row.Id, row.Revision)))) _rows = rows;
            _shown = Guid.TryParse(Swap, out var chosen) ? _rows.FirstOrDefault(row => row.Id == chosen) : null;
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private async Task StartAsync()
    {
        (_error, _done) = (null, null);
        if (await Ask.FormAsync<SwapForm>(T["Start.Title", Station.Id.Value], new Dictionary<string, object?> { [nameof(SwapForm.Station)] = Station }, "520px") is BatterySwap begun)
        {
            _done = T["Started", Formats.Number(begun.RequestId)];
        }

        await ReadAsync();
    }

    private async Task ExportAsync()
    {
        if (_rows is not { } rows) return;
        try
        {
            await Audit.WriteAsync(Scope.Actor, "swap.export", "station", Station.Id.Value, null, new { Swaps = rows.Count });
        }
        catch (NpgsqlException)
        {
            _failed = true; // nothing leaves that is not in the audit log
            return;
        }

        await Files.GiveAsync("battery-swaps", Columns(), rows.SelectMany(Lines));
    }

    private static IEnumerable<(BatterySwap Swap, string Way, SwapBattery? Battery)> Lines(BatterySwap swap)
    {
        if (swap.In.IsEmpty && swap.Out.IsEmpty && swap.Left.IsEmpty) yield return (swap, "", null);
        foreach (var battery in swap.In) yield return (swap, "in", battery);
        foreach (var battery in swap.Out) yield return (swap, "out", battery);
        foreach (var battery in swap.Left) yield return (swap, "left", battery);
    }

    private List<CsvColumn<(BatterySwap Swap, string Way, SwapBattery? Battery)>> Columns()
    {
        var zone = Zone ?? Formats.Zone;
        return
        [
            new("id", line => line.Swap.Id.ToString()),
            new("station", line => line.Swap.Station.Value),
            new("request_id", line => line.Swap.RequestId),
            new("token", line => MayKnow(line.Swap) ? line.Swap.IdToken : null),
            new("state", line => line.Swap.State.ToString()),
            new("begun_at", line => CsvCell.Of(line.Swap.BegunAt, zone)),
            new("ended_at", line => CsvCell.Of(line.Swap.EndedAt, zone)),
            new("requested_by", line => line.Swap.Actor),
            new("reason", line => line.Swap.Reason ?? line.Swap.ReasonCode),
            new("way", line => line.Way),
            new("battery", line => line.Battery?.Serial),
            new("slot", line => line.Battery?.EvseId),
            new("soc_percent", line => line.Battery?.SocPercent),
            new("soh_percent", line => line.Battery?.SohPercent),
            new("produced_at", line => CsvCell.Of(line.Battery?.ProducedAt, zone)),
            new("vendor_info", line => line.Battery?.VendorInfo),
        ];
    }
}
