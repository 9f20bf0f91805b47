using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Stations.Commands.Bulk;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Bulk;

/// <summary>A list of runs, newest first: read again while one of them goes on, and kept while the database is away.</summary>
/// <typeparam name="TSummary">A run with how far it is.</typeparam>
public abstract class RunList<TSummary> : ComponentBase, IDisposable
{
    /// <summary>Runs that are listed.</summary>
    protected const int Most = 200;

    private AccessScope? _scope;
    private RunWatch? _watch;

    /// <summary>"open": those that are not over; null: all.</summary>
    [SupplyParameterFromQuery] public string? State { get; set; }

    [Inject] private BulkCommands Bulk { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private protected Formats Formats { get; set; } = null!;
    [Inject] private protected TimeProvider Time { get; set; } = null!;

    /// <summary>What is shown; null before it is read.</summary>
    protected IReadOnlyList<TSummary>? Runs { get; private set; }

    /// <summary>The database does not answer: what was read before stays.</summary>
    protected bool HasFailed { get; private set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads them.</summary>
    /// <param name="sites">Sites of which the person sees stations; null: all.</param>
    /// <param name="open">Whether they are not over; null: all.</param>
    /// <param name="most">How many at most.</param>
    protected abstract Task<IReadOnlyList<TSummary>> ReadAsync(IReadOnlyCollection<string>? sites, bool? open, int most);

    /// <summary>Reads the list, and tells when that fails.</summary>
    protected async Task LoadAsync()
    {
        if (_scope is null) return;
        try
        {
            Runs = await ReadAsync(_scope.SiteIds(Permissions.StationsRead), State == "open" ? true : null, Most);
            HasFailed = false;
        }
        catch (NpgsqlException)
        {
            HasFailed = true;
        }
    }

    /// <summary>The page has been left.</summary>
    protected virtual void Dispose(bool disposing) => _watch?.Dispose();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _watch = new RunWatch(Bulk, Ticker, _ => true, changed => { if (changed) _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); }); });
        _scope = await UserScope.GetAsync();
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();
}
