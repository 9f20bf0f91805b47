using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tariffs;

/// <summary>
/// Ends a charge whose prepaid card is used up where the station does not end it by itself (2.1 C17): before 2.1 stations know no limit of cost, and 1.6 is
/// not told the running cost either. A station that shows that it holds the limit is left alone.
/// </summary>
internal sealed partial class SpentWatch(StationRegistry registry, Lazy<StationCommands> commands, TimeProvider time, ILogger<SpentWatch> logger) : BackgroundService, IStationObserver
{
    private const int Waiting = 4096;
    private const string Actor = "csms";
    private const string Reason = "What is on the prepaid card is used up.";

    /// <summary>A station that does not end the charge is asked again after this time.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(2);

    private readonly ILogger _logger = logger;
    private readonly ConcurrentDictionary<SessionId, DateTimeOffset> _asked = new();
    private readonly Channel<(StationId Station, SessionId Session)> _spent = Channel.CreateBounded<(StationId, SessionId)>(new BoundedChannelOptions(Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropWrite });

    void IStationObserver.Answered(StationState state, StationMessage message)
    {
        if (message is not TransactionReported and not ConnectorStatusReported) return;
        foreach (var session in state.Sessions.Sessions)
        {
            if (!session.IsActive) _asked.TryRemove(session.Id, out _);
            else if (IsToEnd(session) && Due(session.Id)) _spent.Writer.TryWrite((state.Id, session.Id));
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (station, session) in _spent.Reader.ReadAllAsync(stoppingToken))
        {
            if (registry.Find(station)?.Sessions.ById(session) is { IsActive: true } running && IsToEnd(running)) _ = EndAsync(running, stoppingToken); // one a session and two minutes
        }
    }

    private static bool IsToEnd(Session session) =>
        session is { Price: { Terms.Credit: { } credit, IsSpent: true } } && !(session.Limits?.MaxCost <= credit);

    private bool Due(SessionId session)
    {
        var now = time.GetUtcNow();
        if (_asked.TryGetValue(session, out var at) && now - at < Again) return false;
        _asked[session] = now;
        return true;
    }

    private async Task EndAsync(Session session, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToElement(new JsonObject { ["transactionId"] = session.TransactionId });
        try
        {
            var command = await commands.Value.ExecuteAsync(new CommandRequest(session.StationId, "RequestStopTransaction", body, Actor, Reason), cancellation);
            if (command.Status != "Accepted") LogNotEnded(session.StationId, session.Id, command.Status);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program ends; the next report of the session asks again.
        }
        catch (Exception exception) when (exception is StorageException or Npgsql.NpgsqlException)
        {
            LogFailed(exception, session.StationId, session.Id);
        }
    }

    [LoggerMessage(2880, LogLevel.Warning, "Station {Station} did not end session {Session}, whose prepaid card is used up: {Status}")]
    private partial void LogNotEnded(StationId station, SessionId session, string? status);

    [LoggerMessage(2881, LogLevel.Error, "Session {Session} at {Station}, whose prepaid card is used up, could not be asked to end")]
    private partial void LogFailed(Exception exception, StationId station, SessionId session);
}
