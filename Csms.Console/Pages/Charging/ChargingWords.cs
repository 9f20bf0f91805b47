using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Charging;

/// <summary>Profiles, limits and schedules in the person's language.</summary>
public sealed class ChargingWords(IStringLocalizer<ChargingTexts> texts, Formats formats, TimeProvider time)
{
    private const int StepsSaid = 4;

    /// <summary>"Every session".</summary>
    public string Of(ProfilePurpose purpose) => texts[$"Purpose.{purpose}"];

    /// <summary>"Follows our setpoint": how a car is operated.</summary>
    public string Of(OperationMode mode) => texts[$"Mode.{mode}"];

    /// <summary>"EVSE 2", or the station.</summary>
    public string Place(int evseId) => evseId == 0 ? texts["Place.Station"] : texts["Place.Evse", evseId];

    /// <summary>Who set it: "us", "grid operator"…</summary>
    public string Who(string source) => source switch
    {
        "CSO" => texts["Source.CSO"],
        "EMS" => texts["Source.EMS"],
        "SO" => texts["Source.SO"],
        "Other" => texts["Source.Other"],
        _ => source,
    };

    /// <summary>"11.0 kW", or "16 A" as the schedule has it.</summary>
    public string Amount(decimal value, RateUnit unit) => unit == RateUnit.W ? $"{formats.Kilowatts((double)value)} kW" : $"{formats.Number((double)value, value == Math.Round(value) ? 0 : 1)} A";

    /// <summary>A reckoned limit in kW; "no limit" where nothing limits.</summary>
    public string Limit(Allowance? limit) => limit is { } allowed ? $"{formats.Kilowatts((double)allowed.Watts)} kW" : texts["NoLimit"];

    /// <summary>What a profile of ours or of others decides, in one line.</summary>
    public string Reason(LimitReason reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        return reason.ProfileId < 0 ? texts["ReasonOthers", Who(reason.Source), Place(reason.EvseId)] : texts["Reason", Of(reason.Purpose), reason.ProfileId, Place(reason.EvseId)];
    }

    /// <summary>The steps of a schedule in a few words: "11.0 kW, from 8:00 4.0 kW".</summary>
    public string Steps(ChargingSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var said = schedule.Periods.Take(StepsSaid).Select((period, place) => place == 0 ? Step(period, schedule.Unit) : texts["StepFrom", ProfileRules.Clock(period.StartSeconds), Step(period, schedule.Unit)].Value);
        var line = string.Join(", ", said);
        return schedule.Periods.Length > StepsSaid ? $"{line} …" : line;
    }

    /// <summary>What its times count from: "from 14:30, every day".</summary>
    public string Times(ChargingProfile profile, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var start = profile.Schedules.FirstOrDefault()?.Start;
        return profile.Kind switch
        {
            ProfileKind.Recurring => texts[$"Times.{profile.Recurrence ?? Recurrence.Daily}", start is { } from ? Clock(from, profile.Recurrence, zone) : Formats.Unknown],
            ProfileKind.Absolute => texts["Times.Absolute", formats.Time(start, time.GetUtcNow(), zone)],
            _ => texts[$"Times.{profile.Kind}"],
        };
    }

    /// <summary>How long it is valid; null: until it is cleared.</summary>
    public string? Valid(ChargingProfile profile, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var now = time.GetUtcNow();
        return (profile.ValidFrom, profile.ValidTo) switch
        {
            ({ } from, { } to) => Formats.Range(formats.Time(from, now, zone), formats.Time(to, now, zone)),
            ({ } from, null) when from > now => texts["ValidFrom", formats.Time(from, now, zone)],
            (null, { } to) => texts["ValidTo", formats.Time(to, now, zone)],
            _ => null,
        };
    }

    private string Step(SchedulePeriod period, RateUnit unit)
    {
        var amount = period.Limit is { } limit ? Amount(limit.L1, unit) : period.Setpoint is { } setpoint ? texts["Setpoint", Amount(setpoint.L1, unit)].Value : period.Mode is { } mode ? Of(mode) : Formats.Unknown;
        if (period.DischargeLimit is { } back) amount = $"{amount} / {Amount(back.L1, unit)}";
        return period.Phases is { } phases and < 3 ? texts["StepPhases", amount, phases] : amount;
    }

    private string Clock(DateTimeOffset from, Recurrence? recurrence, TimeZoneInfo? zone) =>
        recurrence == Recurrence.Weekly ? $"{TimeZoneInfo.ConvertTime(from, zone ?? formats.Zone).ToString("ddd", formats.Culture)} {formats.HourMinute(from, zone)}" : formats.HourMinute(from, zone);
}
