using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Answers a station that asks for the values of a dynamic profile (2.1 K28): those that it was last given.</summary>
internal sealed class DynamicScheduleDesk(ChargingBook book) : IStationDesk
{
    public bool Takes(StationMessage message) => message is DynamicScheduleAsked;

    public Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var asked = (DynamicScheduleAsked)message;
        var held = book.Find(station.Id).Profiles.FirstOrDefault(each => each.Profile.Id == asked.ProfileId && each.Profile.Kind == ProfileKind.Dynamic);
        return Task.FromResult<StationAnswer?>(held is not null && DynamicProfile.Values(held.Profile) is { } values ? new DynamicScheduleAnswer(values) : null);
    }
}
