using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>A profile as it lies in a station's stack.</summary>
/// <param name="EvseId">Where it is installed; 0: the station.</param>
/// <param name="Profile">The profile.</param>
/// <param name="Source">Who set it: "CSO" is us.</param>
/// <param name="At">Since when it is there.</param>
/// <param name="SelectedSchedule">Which of its schedules the EV chose; null: the first counts.</param>
/// <param name="IsVoid">It lies there and never counts again.</param>
public sealed record StackedProfile(int EvseId, ChargingProfile Profile, string Source, DateTimeOffset At, int? SelectedSchedule = null, bool IsVoid = false)
{
    /// <summary>The schedule that counts; null for a profile without one.</summary>
    internal ChargingSchedule? Schedule => SelectedSchedule is { } id && Profile.Schedules.FirstOrDefault(each => each.Id == id) is { } chosen ? chosen : Profile.Schedules.FirstOrDefault();
}
