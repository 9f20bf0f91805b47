using Csms.Console.Controls;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Stations;

/// <summary>A panel that reads the store when it is shown and every five seconds from then on, one reading at a time.</summary>
public abstract class PolledPanel : ComponentBase, IDisposable
{
    private const int Seconds = 5;

    private readonly CancellationTokenSource _gone = new();
    private bool _reading;

    [Inject] private Ticker Ticker { get; set; } = null!;

    /// <summary>The last reading failed: said in the panel, read again in five seconds. What was read before stays. A panel says so too of what it reads besides.</summary>
    protected bool IsFaulty { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Reads what is shown.</summary>
    /// <param name="cancellation">The panel is gone.</param>
    protected abstract Task LoadAsync(CancellationToken cancellation);

    /// <summary>Reads now, unless a reading runs.</summary>
    protected async Task ReadAsync()
    {
        if (_reading || _gone.IsCancellationRequested) return;
        _reading = true;
        try
        {
            await LoadAsync(_gone.Token);
            IsFaulty = false;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException)
        {
            IsFaulty = true;
            StateHasChanged();
        }
        finally
        {
            _reading = false;
        }
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Ticker.Tick += OnTick;

    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    /// <summary>Lets go of the second hand.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing) return;
        Ticker.Tick -= OnTick;
        _gone.Cancel();
        _gone.Dispose();
    }

    private void OnTick(long second)
    {
        if (second % Seconds == 0) _ = InvokeAsync(ReadAsync);
    }
}
