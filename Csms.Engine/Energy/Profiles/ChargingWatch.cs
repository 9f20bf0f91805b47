using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Keeps the book right by what stations say, by their transactions, and by what they answer to commands.</summary>
internal sealed class ChargingWatch(ChargingBook book, TimeProvider time) : IStationObserver, ICommandFollower
{
    public void Changed(StationState? before, StationState after)
    {
        if (before is null || !book.Knows(after.Id) || (before.Sessions == after.Sessions && before.Link == after.Link)) return;
        book.Step(after, state => ChargingSteps.Moved(state, before, after, time.GetUtcNow()));
    }

    public void Removed(StationState state) => book.Forget(state.Id);

    public void Told(StationState state, StationMessage message, DateTimeOffset at)
    {
        if (message is ReportPartReported report) book.Learn(state.Id, report.Variables);
        else if (ChargingSteps.Means(message)) book.Step(state, known => ChargingSteps.Told(known, state, message, at));
    }

    public async Task AnsweredAsync(StationState station, StationCommand command, JsonElement body, CommandReading reading, CancellationToken cancellation)
    {
        if (reading.Variables is { Count: > 0 } told) book.Learn(station.Id, told);
        if (book.Step(station, known => ChargingSteps.Answered(known, station, command, body, reading, time.GetUtcNow()))) await book.KeepAsync(station.Id, cancellation);
    }
}
