using System.Text.Json.Nodes;
using Csms.Console.Pages.Charging;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp;

namespace Csms.Console.Tests.Pages.Charging;

/// <summary>What may be typed into the form of a charging profile, and what is sent.</summary>
public sealed class ProfileRulesTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 13, 32, 0, TimeSpan.Zero);

    /// <summary>A change of a good draft, and the members that are wrong after it.</summary>
    public static TheoryData<string, string> Faults => new()
    {
        { "nothing", "" },
        { "no limit", "limit0" },
        { "negative", "limit0" },
        { "comma", "" },
        { "cap at an EVSE", "evse" },
        { "session at the station", "evse" },
        { "session where none runs", "evse" },
        { "session", "" },
        { "level above", "level" },
        { "level taken", "level" },
        { "level taken, later", "" },
        { "level taken, itself", "" },
        { "level taken, 1.6", "" },
        { "no start", "start" },
        { "ends before it begins", "valid" },
        { "over", "valid" },
        { "unit", "unit" },
        { "late first step", "from0" },
        { "steps out of order", "from1" },
        { "no clock", "from1" },
        { "step after the day", "from1" },
        { "step after the end", "from1" },
        { "too many steps", "periods" },
        { "no duration", "duration" },
        { "dynamic, two steps", "periods" },
        { "dynamic, no number", "fetch" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Draft_Changed_IsFaultyWhereItIs(string change, string members)
    {
        var draft = Good();
        var ground = Ground("2.1");
        ground = Change(change, draft, ground);
        Assert.Equal(members, string.Join(",", ProfileRules.Check(draft, ground).Keys.Order()));
    }

    [Fact]
    public void Body_OfADailyProfile_IsIn21sWordsAndUtc()
    {
        var draft = Good();
        (draft.EvseId, draft.Kind, draft.Start, draft.ValidTo) = (2, ProfileKind.Recurring, new DateTime(2026, 11, 22), new DateTime(2026, 12, 1, 12, 0, 0));
        draft.Periods.Add(new PeriodDraft { From = "22:30", Limit = "4,14", Phases = 1 });
        Assert.Equal(
            """{"evseId":2,"chargingProfile":{"stackLevel":3,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Recurring","recurrencyKind":"Daily","validTo":"2026-12-01T11:00:00Z","chargingSchedule":[{"id":1,"startSchedule":"2026-11-21T23:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":11000},{"startPeriod":81000,"limit":4140.0,"numberPhases":1}]}]}}""",
            ProfileRules.Body(draft, Ground("2.1")).ToJsonString());
    }

    [Fact]
    public void Body_ReadBackAndOpened_IsTheSameDraft()
    {
        var draft = Good();
        (draft.Id, draft.Kind, draft.Start, draft.Duration) = (9, ProfileKind.Absolute, new DateTime(2026, 7, 1, 8, 15, 0), "10:00");
        draft.Periods.Add(new PeriodDraft { From = "2:00", Limit = "3.7" });
        var body = ProfileRules.Body(draft, Ground("2.1"));
        var held = Held(body["chargingProfile"]!.ToJsonString());
        Assert.Equal(body.ToJsonString(), ProfileRules.Body(ProfileDraft.Of(held, _berlin)!, Ground("2.1")).ToJsonString());
    }

    [Theory]
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","priceScheduleSignature":"x","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":5000}]}]}""")]
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":5000,"dischargeLimit":-100}]}]}""")] // only charges, and yet
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":5000,"limit_L2":4000}]}]}""")] // by phase, and of no transaction
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"setpoint":5000,"setpointReactive":100,"operationMode":"CentralSetpoint"}]}]}""")]
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"ChargingStationExternalConstraints","chargingProfileKind":"Absolute","chargingSchedule":[{"id":1,"startSchedule":"2026-01-01T00:00:00Z","chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":5000}]}]}""")]
    public void Profile_WithMoreThanTheFormShows_IsNotOpened(string json) => Assert.Null(ProfileDraft.Of(Held(json), _berlin));

    [Theory]
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Absolute","maxOfflineDuration":60,"invalidAfterOfflineDuration":true,"chargingSchedule":[{"id":1,"startSchedule":"2026-07-01T08:15:00Z","chargingRateUnit":"W","minChargingRate":1400,"limitAtSoC":{"soc":80,"limit":3700},"randomizedDelay":120,"useLocalTime":true,"chargingSchedulePeriod":[{"startPeriod":0,"limit":5000,"numberPhases":1,"phaseToUse":2},{"startPeriod":3600,"operationMode":"Idle","evseSleep":true}]}]}""")]
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxProfile","chargingProfileKind":"Relative","transactionId":"t-1","chargingSchedule":[{"id":1,"chargingRateUnit":"A","chargingSchedulePeriod":[{"startPeriod":0,"limit":16,"limit_L2":10,"limit_L3":6.5,"dischargeLimit":-8,"dischargeLimit_L2":-4,"setpoint":-5,"setpoint_L3":-2,"operationMode":"CentralSetpoint"}]}]}""")]
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Dynamic","dynUpdateInterval":60,"chargingSchedule":[{"id":1,"duration":900,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"setpoint":-5000,"operationMode":"CentralFrequency"}]}]}""")]
    [InlineData("""{"id":1,"stackLevel":0,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"v2xBaseline":1000,"v2xFreqWattCurve":[{"frequency":49.8,"power":5000},{"frequency":50.2,"power":-5000}],"v2xSignalWattCurve":[{"signal":-10,"power":-5000},{"signal":10,"power":5000}],"operationMode":"LocalFrequency"}]}]}""")]
    public void Profile_WithRarerMembers_OpensAndGivesThemBack(string json)
    {
        var held = Held(json);
        var ground = Ground("2.1") with { Ability = StationAbility.Unknown };
        if (held.Profile.Purpose == ProfilePurpose.TxProfile) held = held with { EvseId = 1 };
        var draft = ProfileDraft.Of(held, _berlin)!;
        Assert.True(AdvancedRules.IsUsed(draft));
        Assert.Empty(ProfileRules.Check(draft, ground));
        Assert.Equivalent(Flat(JsonNode.Parse(json)!), Flat(ProfileRules.Body(draft, ground)["chargingProfile"]!), strict: true);

        // An older station is sent nothing of it.
        foreach (var period in draft.Periods) (period.Mode, period.Limit) = (null, "5");
        draft.Kind = ProfileKind.Relative;
        var older = ProfileRules.Body(draft, ground with { OcppVersion = "1.6" }).ToJsonString();
        Assert.DoesNotContain("v2x", older, StringComparison.Ordinal);
        Assert.DoesNotContain("maxOffline", older, StringComparison.Ordinal);
        Assert.DoesNotContain("phaseToUse", older, StringComparison.Ordinal);
        Assert.DoesNotContain("_L2", older, StringComparison.Ordinal);
    }

    /// <summary>A step in a mode, what is typed, and the members that are wrong.</summary>
    [Theory]
    [InlineData("CentralSetpoint", "", "", "", "setpoint0")]
    [InlineData("CentralSetpoint", "-4", "", "", "")]
    [InlineData("CentralSetpoint", "fast", "x", "1", "discharge0,limit0,setpoint0")]
    [InlineData("CentralFrequency", "4", "", "", "mode0")] // not with times
    [InlineData("LocalFrequency", "", "", "", "baseline0,freq0")]
    [InlineData("ExternalLimits", "", "", "-3", "")]
    [InlineData("ChargingOnly", "", "", "", "limit0")]
    [InlineData("Idle", "", "", "", "")]
    public void Step_InAMode_IsJudgedByWhatTheModeUses(string mode, string setpoint, string limit, string discharge, string members)
    {
        var draft = Good();
        var step = draft.Periods[0];
        (step.Mode, step.Setpoint, step.Limit, step.Discharge) = (Enum.Parse<OperationMode>(mode), setpoint, limit, discharge);
        Assert.Equal(members, string.Join(",", ProfileRules.Check(draft, Ground("2.1")).Keys.Order()));
    }

    [Theory]
    [InlineData("49.8=5; 50,2=-5", false, true)]
    [InlineData("50.2=5; 49.8=-5", false, false)] // falls
    [InlineData("50=5", false, false)]
    [InlineData("1.5=5; 2=6", true, false)] // signals are whole
    [InlineData("-10=-5; 0=0; 10=5", true, true)]
    [InlineData("a=b; c=d", false, false)]
    public void Curve_Typed_IsPointsInOrder(string text, bool whole, bool isCurve) => Assert.Equal(isCurve, AdvancedRules.Curve(text, whole) is not null);

    [Fact]
    public void Purposes_AndKinds_AreThoseOfTheVersion()
    {
        Assert.DoesNotContain(ProfilePurpose.PriorityCharging, ProfileRules.Purposes("2.0.1"));
        Assert.Contains(ProfilePurpose.PriorityCharging, ProfileRules.Purposes("2.1"));
        Assert.DoesNotContain(ProfilePurpose.ChargingStationExternalConstraints, ProfileRules.Purposes("2.1"));
        Assert.DoesNotContain(ProfileKind.Dynamic, ProfileRules.Kinds(ProfilePurpose.TxProfile, "1.6"));
        Assert.DoesNotContain(ProfileKind.Relative, ProfileRules.Kinds(ProfilePurpose.ChargingStationMaxProfile, "2.1"));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("8", 28_800)]
    [InlineData("8:05", 29_100)]
    [InlineData(" 25:00:01 ", 90_001)]
    [InlineData("8:5", null)]
    [InlineData("8:60", null)]
    [InlineData("-1", null)]
    [InlineData("", null)]
    public void Clock_Typed_IsSeconds(string text, int? seconds) => Assert.Equal(seconds, ProfileRules.Seconds(text));

    [Fact]
    public void StationsAnswer_AboveOurs_IsToldWhereItBegins_LessIsNot()
    {
        var ours = new CompositeSchedule(1, _now, _now.AddHours(2), [Ours(0, 11_000), Ours(60, 4000)]);
        Assert.Null(ScheduleLine.Exceeds(ours, Theirs((0, 16), (3600, 5)), Electrics.Usual)); // 11,040 W is 16 A on three phases, 3,450 W is less
        var more = ScheduleLine.Exceeds(ours, Theirs((0, 16), (3600, 16)), Electrics.Usual);
        Assert.Equal((_now.AddMinutes(60), 4000m, 11_040m), more);
        Assert.Null(ScheduleLine.Exceeds(new CompositeSchedule(1, _now, _now.AddHours(2), [new CompositePeriod(_now, null, null, 0, null, null)]), Theirs((0, 32)), Electrics.Usual));
    }

    [Fact]
    public void DerDraft_FilledIn_GivesTheBody_AndSaysWhatIsMissing()
    {
        var draft = new DerDraft { Type = "LimitMaxDischarge", IsDefault = false, Start = new DateTime(2026, 11, 22), Duration = "1:30" };
        Assert.Equal(["pctMaxDischargePower"], draft.Check().Keys);
        draft.Numbers["pctMaxDischargePower"] = "80";
        Assert.Empty(draft.Check());
        Assert.Equal(
            """{"isDefault":false,"controlId":"c","controlType":"LimitMaxDischarge","limitMaxDischarge":{"priority":0,"pctMaxDischargePower":80,"startTime":"2026-11-21T23:00:00Z","duration":5400}}""",
            draft.Body("c", _berlin).ToJsonString());
        var curve = new DerDraft { Type = "VoltVar" };
        Assert.Equal(["x0", "x1", "y0", "y1"], curve.Check().Keys.Order());
        foreach (var type in DerShape.Types) Assert.NotNull(DerShape.Of(type));
    }

    private static ProfileDraft Good()
    {
        var draft = new ProfileDraft { Level = "3" };
        draft.Periods[0].Limit = "11";
        return draft;
    }

    private static ProfileGround Ground(string version) => new(
        version, StationAbility.Unknown with { MaxStackLevel = 10, MaxPeriods = 3, TakesA = false },
        [Held("""{"id":4,"stackLevel":5,"chargingProfilePurpose":"TxDefaultProfile","chargingProfileKind":"Relative","validTo":"2026-11-30T00:00:00Z","chargingSchedule":[{"id":1,"chargingRateUnit":"W","chargingSchedulePeriod":[{"startPeriod":0,"limit":5000}]}]}""")],
        new Dictionary<int, string> { [1] = "t-1" }, _berlin, _now);

    /// <summary>"chargingSchedule/0/id 1": every value by its place, numbers as numbers.</summary>
    private static Dictionary<string, string> Flat(JsonNode node)
    {
        var flat = new Dictionary<string, string>();
        Add("", node);
        return flat;

        void Add(string path, JsonNode? each)
        {
            if (each is JsonObject json) foreach (var (name, value) in json) Add($"{path}/{name}", value);
            else if (each is JsonArray list) for (var i = 0; i < list.Count; i++) Add($"{path}/{i}", list[i]);
            else flat[path] = decimal.TryParse(each!.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture) : each.ToJsonString();
        }
    }

    private static HeldProfile Held(string json) => new() { EvseId = 0, Profile = ChargingReader.Profile(json)!, Since = _now };

    private static CompositePeriod Ours(int minutes, decimal watts) => new(_now.AddMinutes(minutes), new Allowance(watts, watts / 690, watts / 690, watts / 690, 3), null, 0, null, null);

    private static ChargingSchedule Theirs(params (int Start, decimal Amps)[] steps) => new()
    {
        Start = _now, DurationSeconds = 7200, Unit = RateUnit.A, Periods = [.. steps.Select(step => new SchedulePeriod { StartSeconds = step.Start, Limit = new PhaseValues(step.Amps) })],
    };

    private static ProfileGround Change(string change, ProfileDraft draft, ProfileGround ground)
    {
        var step = new PeriodDraft { From = "1:00", Limit = "5" };
        switch (change)
        {
            case "nothing": break;
            case "no limit": draft.Periods[0].Limit = ""; break;
            case "negative": draft.Periods[0].Limit = "-1"; break;
            case "comma": draft.Periods[0].Limit = "3,7"; break;
            case "cap at an EVSE": (draft.Purpose, draft.EvseId, draft.Kind, draft.Start) = (ProfilePurpose.ChargingStationMaxProfile, 1, ProfileKind.Absolute, _now.DateTime); break;
            case "session at the station": draft.Purpose = ProfilePurpose.TxProfile; break;
            case "session where none runs": (draft.Purpose, draft.EvseId) = (ProfilePurpose.TxProfile, 2); break;
            case "session": (draft.Purpose, draft.EvseId) = (ProfilePurpose.TxProfile, 1); break;
            case "level above": draft.Level = "11"; break;
            case "level taken": draft.Level = "5"; break;
            case "level taken, later": (draft.Level, draft.ValidFrom) = ("5", new DateTime(2026, 11, 30, 1, 0, 0)); break;
            case "level taken, itself": (draft.Level, draft.Id) = ("5", 4); break;
            case "level taken, 1.6":
                draft.Level = "5";
                return Ground("1.6");
            case "no start": draft.Kind = ProfileKind.Absolute; break;
            case "ends before it begins": (draft.ValidFrom, draft.ValidTo) = (new DateTime(2026, 12, 2), new DateTime(2026, 12, 1)); break;
            case "over": draft.ValidTo = new DateTime(2026, 11, 21, 14, 32, 0); break;
            case "unit": draft.Unit = RateUnit.A; break;
            case "late first step": draft.Periods[0].From = "1:00"; break;
            case "steps out of order":
                draft.Periods.Add(step);
                step.From = "0:00";
                break;
            case "no clock":
                draft.Periods.Add(step);
                step.From = "noon";
                break;
            case "step after the day":
                (draft.Kind, draft.Start) = (ProfileKind.Recurring, _now.DateTime);
                draft.Periods.Add(step);
                step.From = "24:00";
                break;
            case "step after the end":
                draft.Duration = "1:00";
                draft.Periods.Add(step);
                break;
            case "too many steps":
                foreach (var hour in (string[])["1:00", "2:00", "3:00"]) draft.Periods.Add(new PeriodDraft { From = hour, Limit = "1" });
                break;
            case "no duration": (draft.Kind, draft.Start, draft.Duration) = (ProfileKind.Absolute, _now.DateTime, "long"); break;
            case "dynamic, two steps":
                draft.Kind = ProfileKind.Dynamic;
                draft.Periods.Add(step);
                break;
            case "dynamic, no number": (draft.Kind, draft.FetchSeconds) = (ProfileKind.Dynamic, "soon"); break;
            default: throw new ArgumentOutOfRangeException(nameof(change), change, "no such change");
        }

        return ground;
    }
}
