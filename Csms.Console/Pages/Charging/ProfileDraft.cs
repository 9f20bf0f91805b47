using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Console.Pages.Charging;

/// <summary>A charging profile as it is typed; judged and written by <see cref="ProfileRules"/>.</summary>
public sealed class ProfileDraft
{
    private static readonly string[] _profile = ["id", "stackLevel", "chargingProfilePurpose", "chargingProfileKind", "recurrencyKind", "validFrom", "validTo", "transactionId", "dynUpdateInterval", "dynUpdateTime", "chargingSchedule", .. AdvancedRules.ProfileMembers];
    private static readonly string[] _schedule = ["id", "startSchedule", "duration", "chargingRateUnit", "chargingSchedulePeriod", .. AdvancedRules.ScheduleMembers];
    private static readonly string[] _period = ["startPeriod", "limit", "numberPhases", .. AdvancedRules.PeriodMembers];

    /// <summary>Number of the profile that is changed; null: a new one, whose number is given when it is sent.</summary>
    public int? Id { get; set; }

    /// <summary>Where it goes; 0: the station.</summary>
    public int EvseId { get; set; }

    /// <summary>What it is for.</summary>
    public ProfilePurpose Purpose { get; set; } = ProfilePurpose.TxDefaultProfile;

    /// <summary>Stack level.</summary>
    public string Level { get; set; } = "0";

    /// <summary>What its times count from.</summary>
    public ProfileKind Kind { get; set; } = ProfileKind.Relative;

    /// <summary>How often a recurring one begins again.</summary>
    public Recurrence Recurrence { get; set; } = Recurrence.Daily;

    /// <summary>Where its times begin, by the clock of the site.</summary>
    public DateTime? Start { get; set; }

    /// <summary>Valid from then on; null: at once.</summary>
    public DateTime? ValidFrom { get; set; }

    /// <summary>Valid until then; null: until it is cleared.</summary>
    public DateTime? ValidTo { get; set; }

    /// <summary>Length of the schedule, hours and minutes; empty: without end. Of a dynamic one: how long its values count without new ones (2.1).</summary>
    public string Duration { get; set; } = "";

    /// <summary>Unit of the limits: kW where it is W.</summary>
    public RateUnit Unit { get; set; } = RateUnit.W;

    /// <summary>Of a dynamic one: the station fetches its value every so many seconds; empty: it waits for new ones (2.1).</summary>
    public string FetchSeconds { get; set; } = "";

    /// <summary>Least the car can charge with, kW or A: a hint to the station; empty: none.</summary>
    public string MinRate { get; set; } = "";

    /// <summary>From this state of charge on, percent, <see cref="SocLimit"/> counts; empty: from none (2.1).</summary>
    public string Soc { get; set; } = "";

    /// <summary>Most from that state of charge on, kW or A.</summary>
    public string SocLimit { get; set; } = "";

    /// <summary>The station begins each step up to so many seconds late, by chance; empty: in time (2.1).</summary>
    public string RandomSeconds { get; set; } = "";

    /// <summary>Times are by the clock of the station's place, summer and winter (2.1).</summary>
    public bool UsesLocalTime { get; set; }

    /// <summary>It counts no more when the station has been offline for so many seconds; empty: it does (2.1).</summary>
    public string OfflineSeconds { get; set; } = "";

    /// <summary>Then it never counts again (2.1).</summary>
    public bool InvalidAfterOffline { get; set; }

    /// <summary>Steps.</summary>
    public IList<PeriodDraft> Periods { get; } = [new()];

    /// <summary>A profile that is there, for changing; null where it says more than a form can: then a change would lose it.</summary>
    public static ProfileDraft? Of(HeldProfile held, TimeZoneInfo zone)
    {
        ArgumentNullException.ThrowIfNull(held);
        var profile = held.Profile;
        if (held.Source != HeldProfile.Ours || profile.Schedules is not [var schedule] || profile.Purpose == ProfilePurpose.ChargingStationExternalConstraints || JsonNode.Parse(profile.Text) is not JsonObject text || !IsPlain(text)) return null;
        var draft = new ProfileDraft
        {
            Id = profile.Id,
            EvseId = held.EvseId,
            Purpose = profile.Purpose,
            Level = profile.StackLevel.ToString(CultureInfo.InvariantCulture),
            Kind = profile.Kind,
            Recurrence = profile.Recurrence ?? Recurrence.Daily,
            Start = schedule.UsesLocalTime ? schedule.Start?.UtcDateTime : Local(schedule.Start, zone), // by the clock of the place it stands there as it is
            ValidFrom = Local(profile.ValidFrom, zone),
            ValidTo = Local(profile.ValidTo, zone),
            Duration = schedule.DurationSeconds is { } seconds ? ProfileRules.Clock(seconds) : "",
            Unit = schedule.Unit,
            FetchSeconds = text["dynUpdateInterval"]?.ToJsonString() ?? "",
        };
        AdvancedRules.Read(draft, profile, text);
        draft.Periods.Clear();
        var steps = text["chargingSchedule"]![0]!["chargingSchedulePeriod"] as JsonArray ?? [];
        foreach (var period in schedule.Periods)
        {
            var step = steps.FirstOrDefault(each => (int?)each?["startPeriod"] == period.StartSeconds);
            if (!AdvancedRules.Keeps(period, step, profile.Purpose)) return null;
            draft.Periods.Add(AdvancedRules.Read(period, step, schedule.Unit));
        }

        return draft;
    }

    private static DateTime? Local(DateTimeOffset? at, TimeZoneInfo zone) => at is { } moment ? TimeZoneInfo.ConvertTime(moment, zone).DateTime : null;

    /// <summary>It has nothing that the form does not show.</summary>
    private static bool IsPlain(JsonObject profile) => Has(profile, _profile)
        && (profile["chargingSchedule"] as JsonArray ?? []).All(each => each is JsonObject schedule && Has(schedule, _schedule)
            && (schedule["chargingSchedulePeriod"] as JsonArray ?? []).All(step => step is JsonObject period && Has(period, _period)));

    private static bool Has(JsonObject json, string[] members) => json.All(member => members.Contains(member.Key));
}
