using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Npgsql;

namespace Csms.Console.Pages.Stations;

/// <summary>Gathers the rows that came into view within a moment into one query of the history. One a circuit.</summary>
internal sealed partial class DayLoader(StateHistory history, ILogger<DayLoader> logger) : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(30);

    private readonly CancellationTokenSource _gone = new();
    private readonly Lock _gate = new();
    private Dictionary<int, StationState> _wanted = [];
    private Task<IReadOnlyDictionary<int, StationDay>>? _next;

    /// <summary>The day of a station if it is known without a query.</summary>
    public StationDay? Known(StationState station) => history.Known(station);

    /// <summary>The day of a station; null when the database does not answer.</summary>
    public async Task<StationDay?> GetAsync(StationState station)
    {
        if (history.Known(station) is { } known) return known;
        Task<IReadOnlyDictionary<int, StationDay>> reading;
        lock (_gate)
        {
            _wanted[station.Key] = station;
            reading = _next ??= ReadAsync();
        }
        return (await reading).GetValueOrDefault(station.Key);
    }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    private async Task<IReadOnlyDictionary<int, StationDay>> ReadAsync()
    {
        var gone = _gone.Token;
        try
        {
            await Task.Delay(Moment, gone);
            Dictionary<int, StationState> wanted;
            lock (_gate) (wanted, _wanted, _next) = (_wanted, [], null);
            return await history.ReadAsync(wanted.Values, gone);
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            return new Dictionary<int, StationDay>(); // the browser is gone
        }
        catch (NpgsqlException exception)
        {
            LogFailed(exception);
            return new Dictionary<int, StationDay>();
        }
    }

    [LoggerMessage(6200, LogLevel.Warning, "The history of stations could not be read")]
    private partial void LogFailed(Exception exception);
}
