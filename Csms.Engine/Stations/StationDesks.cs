using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations;

/// <summary>Takes questions to the desk that answers them, and the answer back to the station.</summary>
/// <param name="desks">Lazy: a desk may need what is made after the stations.</param>
/// <param name="time">Clock of the patience.</param>
/// <param name="logger">Where a desk's faults go.</param>
internal sealed class StationDesks(Lazy<IEnumerable<IStationDesk>> desks, TimeProvider time, ILogger<StationDesks> logger)
{
    /// <summary>Stations wait 30 s and more for an answer (J 4.1.1, timeouts are the sender's); what comes later is of no use to them.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lazy<IStationDesk[]> _desks = new(() => [.. desks.Value]);

    /// <summary>Hands a question over; false when no desk takes it.</summary>
    /// <param name="station">The station as it is.</param>
    /// <param name="message">The question.</param>
    /// <param name="reply">The way back.</param>
    /// <param name="otherwise">Answer where the desk has none.</param>
    public bool TryAsk(StationState station, StationMessage message, IReply reply, StationAnswer otherwise)
    {
        foreach (var desk in _desks.Value)
        {
            if (!desk.Takes(message))
            {
                continue;
            }

            _ = AskAsync(desk, station, message, reply, otherwise); // bounded by the patience, and by one open CALL a station
            return true;
        }

        return false;
    }

    private async Task AskAsync(IStationDesk desk, StationState station, StationMessage message, IReply reply, StationAnswer otherwise)
    {
        StationAnswer? answer = null;
        try
        {
            using var limit = new CancellationTokenSource(Patience, time);
            await Task.Yield(); // off the mailbox before the desk begins
            answer = await desk.AnswerAsync(station, message, limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LogDeskFailed(exception, station.Id, desk.GetType().Name);
        }

        answer ??= otherwise;
        reply.Answer(answer);
        try
        {
            desk.Given(station, message, answer);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            logger.LogDeskFailed(exception, station.Id, desk.GetType().Name);
        }
    }
}
