using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Rules;
using Csms.Engine.Monitoring;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Incidents;

/// <summary>Which alerts of a station hold, and for how long: values in, values out.</summary>
public sealed class AlertStepsTests
{
    private const string Temperature = "Connector@1.1.Temperature";
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly VariableAddress Address = new("Connector", "Temperature", EvseId: 1, ConnectorId: 1);

    [Fact]
    public void DerAlarms_OfOneControl_AreOneEachFault_AndEndByThemselves()
    {
        var known = Faults(StationMonitoring.None, (false, "OverVoltage"), (false, "UnderVoltage"), (false, "OverVoltage"));
        Assert.Equal(["OverVoltage", "UnderVoltage"], known.Alerts.Select(alert => alert.Value));
        var found = Judge(new DerAlarmRule(), known, null, TimeSpan.Zero);
        Assert.Equal(["VoltVar/OverVoltage", "VoltVar/UnderVoltage"], found.Select(finding => finding.Subject.Variable));

        Assert.Equal(["UnderVoltage"], Faults(known, (true, "OverVoltage")).Alerts.Select(alert => alert.Value));
        Assert.Empty(Faults(known, (true, null)).Alerts);
        Assert.Empty(Faults(Faults(StationMonitoring.None, (false, null)), (true, "OverVoltage")).Alerts);
    }

    [Theory]
    [InlineData(null, "70", new int[0])] // the only one, or back within both thresholds
    [InlineData(null, "85", new[] { 7 })] // above 80, below 90
    [InlineData(7, "95", new[] { 8 })]
    [InlineData(9, "95", new[] { 7, 8 })] // of a monitor that has none
    public void Cleared_WithAndWithoutItsMonitor_EndsWhatIsMeant(int? monitor, string value, int[] left)
    {
        var known = AlertSteps.Told(Watched(), [Told("95", 7), Told("95", 8)], null, Now);
        Assert.Equal(left, AlertSteps.Told(known, [Told(value, monitor, cleared: true)], null, Now).Alerts.Select(alert => alert.MonitorId!.Value));
    }

    [Fact]
    public void Cleared_WithoutAMonitor_EndsTheOnlyAlert_ButThatWithoutOneFirst()
    {
        var one = AlertSteps.Told(StationMonitoring.None, [Told("95", 7)], null, Now);
        Assert.Empty(AlertSteps.Told(one, [Told("95", null, cleared: true)], null, Now).Alerts);
        var both = AlertSteps.Told(one, [Told("95", null)], null, Now);
        Assert.Equal([7], AlertSteps.Told(both, [Told("95", null, cleared: true)], null, Now).Alerts.Select(alert => alert.MonitorId));
    }

    [Fact]
    public void Repeat_ThatSaysNothingNew_ChangesNothingForAMinute_ButAfterABootOrWithAnotherValueItDoes()
    {
        var known = AlertSteps.Told(StationMonitoring.None, [Told("95", 7)], null, Now);
        Assert.Same(known, AlertSteps.Told(known, [Told("95", 7)], null, Now.AddSeconds(59)));
        Assert.Equal(Now.AddSeconds(60), Assert.Single(AlertSteps.Told(known, [Told("95", 7)], null, Now.AddSeconds(60)).Alerts).LastAt);
        Assert.Equal("96", Assert.Single(AlertSteps.Told(known, [Told("96", 7)], null, Now.AddSeconds(5)).Alerts).Value);
        Assert.Equal(Now.AddSeconds(5), Assert.Single(AlertSteps.Told(known, [Told("95", 7)], Now.AddSeconds(3), Now.AddSeconds(5)).Alerts).Since);

        var alarm = Faults(StationMonitoring.None, (false, "OverVoltage"));
        Assert.Same(alarm, Faults(alarm, (false, "OverVoltage")));
    }

    [Fact]
    public void Alerts_ThatAreTooMany_GiveRoomToGraverOnesAlone()
    {
        var full = AlertSteps.Told(StationMonitoring.None, [.. Enumerable.Range(0, AlertSteps.MostAlerts).Select(number => Told("1", number, severity: 4, variable: $"V{number}"))], null, Now);
        Assert.Same(full, AlertSteps.Told(full, [Told("1", 900, severity: 4, variable: "New")], null, Now)); // names that take turns push nobody out

        var graver = AlertSteps.Told(full, [Told("1", 901, severity: 3, variable: "Graver")], null, Now);
        Assert.Equal((AlertSteps.MostAlerts, 1), (graver.Alerts.Count, graver.Alerts.Count(alert => alert.Severity == 3)));

        // One of which nobody will tell the end is in nobody's way.
        var quiet = AlertSteps.Told(StationMonitoring.None, [.. Enumerable.Range(0, AlertSteps.MostAlerts).Select(number => Told("1", null, severity: 4, variable: $"V{number}"))], null, Now);
        Assert.Contains(AlertSteps.Told(quiet, [Told("1", 900, severity: 4, variable: "New")], null, Now.AddMinutes(61)).Alerts, alert => alert.MonitorId == 900);
    }

    [Theory]
    [InlineData("PowerUp", 59, true)]
    [InlineData("PowerUp", 60, false)] // not told again
    [InlineData("Triggered", 600, true)] // it was asked to boot again in words, and has run on
    public void Alert_FromBeforeABoot_EndsAWhileAfterIt(string reason, int minutes, bool holds)
    {
        var known = Faults(AlertSteps.Told(StationMonitoring.None, [Told("95", 7, severity: 2)], null, Now), (false, "OverVoltage"));
        var boot = new BootInfo("V", "M", null, null, null, null, Now.AddMinutes(1), reason);
        Assert.Equal(holds ? 1 : 0, Judge(new AlertRule(), known, boot, TimeSpan.FromMinutes(1 + minutes)).Count);
        Assert.Equal(holds ? 1 : 0, Judge(new DerAlarmRule(), known, boot, TimeSpan.FromMinutes(1 + minutes)).Count);

        var again = AlertSteps.Told(known, [Told("95", 7, severity: 2)], boot.StartedAt, Now.AddMinutes(2));
        Assert.Single(Judge(new AlertRule(), again, boot, TimeSpan.FromMinutes(1 + minutes)));
    }

    /// <summary>A station that is asked to say what it is (TriggerMessage) has not started anew, and its start stays known.</summary>
    [Fact]
    public void Boot_ThatWasTriggered_KeepsTheStartBeforeIt()
    {
        var known = AlertSteps.Told(StationMonitoring.None, [Told("95", 7, severity: 2)], null, Now);
        var state = Boot(new StationState { Id = StationId.Parse("ALERT-1"), Key = 1, Profile = new StationProfile { Registration = RegistrationStatus.Accepted } }, "PowerUp", "1.0", 60);
        state = Boot(state, "Triggered", "1.1", 180);
        Assert.Equal((Now.AddMinutes(60), "PowerUp", "1.1"), (state.Boot!.At, state.Boot.Reason, state.Boot.FirmwareVersion));
        Assert.Empty(Judge(new AlertRule(), known, state.Boot, TimeSpan.FromMinutes(181)));
        Assert.Equal(Now.AddMinutes(200), Boot(state, "Watchdog", "1.1", 200).Boot!.StartedAt);

        static StationState Boot(StationState before, string reason, string firmware, int minutes) => StationLogic.Decide(
            before, new BootReported("V", "M", null, firmware, null, null, reason), new StationContext { Now = Now.AddMinutes(minutes), NextSessionId = () => new SessionId(1), HeartbeatSeconds = 300, ConnectorLimit = 64 }).State;
    }

    private static IReadOnlyList<Finding> Judge(IStationRule rule, StationMonitoring known, BootInfo? boot, TimeSpan later)
    {
        var state = new StationState { Id = StationId.Parse("ALERT-1"), Key = 1, Profile = new StationProfile(), Link = LinkState.Online, Boot = boot };
        var found = new Findings();
        rule.Judge(new StationView { State = state, Alerts = known.Alerts, Options = new IncidentOptions(), Now = Now + later, StartedAt = Now }, found);
        return found.Holding;
    }

    private static StationMonitoring Watched() => StationMonitoring.None with
    {
        Monitors = StationMonitoring.None.Monitors.Add(7, new StationMonitor(7, Address, "UpperThreshold", 80, 2, false, null)).Add(8, new StationMonitor(8, Address, "UpperThreshold", 90, 1, false, null)),
    };

    private static StationMonitoring Faults(StationMonitoring known, params (bool IsOver, string? Fault)[] told) =>
        told.Aggregate(known, (before, each) => AlertSteps.Told(before, new DerAlarmReported("VoltVar", each.Fault, each.IsOver, Now, null), null, Now));

    private static DeviceEvent Told(string value, int? monitor, bool cleared = false, int? severity = null, string variable = "Temperature") =>
        new("Connector", 1, 1, variable, value, Now, "Alerting", cleared, null, null) { MonitorId = monitor, Severity = severity };
}
