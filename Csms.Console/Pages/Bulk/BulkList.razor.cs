using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Stations.Commands.Bulk;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Bulk;

/// <summary>Commands to many stations, newest first, with how far each is.</summary>
public sealed partial class BulkList
{
    private const int Most = 200;

    private AccessScope? _scope;
    private IReadOnlyList<BulkSummary>? _runs;
    private RunWatch? _watch;
    private bool _failed;

    [Inject] private BulkStore Store { get; set; } = null!;
    [Inject] private BulkCommands Bulk { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? State { get; set; }

    /// <inheritdoc />
    public void Dispose() => _watch?.Dispose();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _watch = new RunWatch(Bulk, Ticker, _ => true, changed => { if (changed) _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); }); });
        _scope = await UserScope.GetAsync();
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            _runs = await Store.ListAsync(_scope.SiteIds(Permissions.StationsRead), State == "open" ? true : null, null, null, Most, CancellationToken.None);
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }
}
