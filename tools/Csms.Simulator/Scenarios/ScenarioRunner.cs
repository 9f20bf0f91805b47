using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Scenarios;

/// <summary>Plays a scenario on a station.</summary>
public sealed class ScenarioRunner
{
    private readonly VirtualStation _station;
    private readonly ScenarioFile _scenario;

    /// <param name="station">Built with <see cref="ScenarioFile.Station"/>.</param>
    /// <param name="scenario">What to play.</param>
    public ScenarioRunner(VirtualStation station, ScenarioFile scenario) => (_station, _scenario) = (station, scenario);

    /// <summary>Longest wait for a condition, real time.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Makes the CSMS send a command: gets action and payload. Null waits until the CSMS sends that action by itself;
    /// <see cref="Inject"/> plays it without the CSMS.
    /// </summary>
    public Func<string, JsonObject, Task>? Command { get; init; }

    /// <summary>Told about each step.</summary>
    public Action<string>? Progress { get; init; }

    /// <summary>Lets the station act as if the CSMS had sent a command; the answer is returned, not sent.</summary>
    public static JsonObject? Inject(VirtualStation station, string action, JsonObject payload)
    {
        Answer answer;
        lock (station.Gate)
        {
            answer = station.Dialect.Handle(action, payload);
            answer.Then?.Invoke();
        }
        station.NotifyChanged();
        return answer.Payload;
    }

    /// <summary>Plays all steps.</summary>
    /// <exception cref="TimeoutException">A condition did not come true.</exception>
    /// <exception cref="InvalidOperationException">A tap had another outcome than expected.</exception>
    public async Task RunAsync(CancellationToken cancel = default)
    {
        foreach (var step in _scenario.Steps)
        {
            Progress?.Invoke(step.Note is { } note ? $"{step.Do}: {note}" : step.Do);
            await StepAsync(step, cancel);
        }
    }

    private async Task StepAsync(ScenarioStep step, CancellationToken cancel)
    {
        switch (step.Do)
        {
            case "connect":
                await _station.ConnectAndBootAsync(Deadline, cancel);
                break;
            case "plug":
                await _station.PlugInAsync(step.Evse, VehicleCatalogue.Create(step.Vehicle, step.Soc, step.TargetSoc));
                break;
            case "tap":
                var outcome = await _station.TapAsync(step.Evse, new IdToken(step.Token!), cancel);
                if (step.Expect is { } expected && expected != outcome.ToString()) throw new InvalidOperationException($"{_scenario.Name}: the tap was {outcome}, expected {expected}.");
                break;
            case "unplug":
                await _station.UnplugAsync(step.Evse);
                break;
            case "stop":
                await _station.StopAsync(step.Evse, step.Reason ?? "Local");
                break;
            case "wait":
                await Task.Delay(TimeSpan.FromSeconds(step.Seconds), _station.Clock, cancel);
                break;
            case "waitFor":
                await _station.WaitForAsync(s => Holds(s, step), Deadline, cancel);
                break;
            case "delivered":
                await _station.WaitUntilDeliveredAsync(Deadline, cancel);
                break;
            case "offline":
                await _station.DropLinkAsync(step.Silently);
                break;
            case "online":
                await _station.ConnectAndBootAsync(Deadline, cancel);
                break;
            case "fault":
                await _station.FaultAsync(step.Evse, step.Reason ?? "GroundFailure");
                break;
            case "mend":
                await _station.MendAsync(step.Evse);
                break;
            case "reboot":
                await _station.RebootAsync(step.Reason ?? "LocalReset");
                break;
            case "command":
                await CommandAsync(step, cancel);
                break;
            case "call":
                await _station.SendCallAsync(step.Action!, Fill(step.Payload ?? [], step.Evse), cancel: cancel);
                break;
            case "raw":
                await _station.SendRawAsync(step.Text ?? "", cancel);
                break;
            default:
                throw new InvalidOperationException($"Unknown step '{step.Do}'.");
        }
    }

    private async Task CommandAsync(ScenarioStep step, CancellationToken cancel)
    {
        var message = _station.Options.Version == OcppVersion.V16 ? step.V16 : step.V2;
        if (message is null) return;
        if (Command is { } command)
        {
            await command(message.Action, Fill(message.Payload, step.Evse));
            return;
        }
        Progress?.Invoke($"  waiting for the CSMS to send {message.Action}");
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _station.Frame += Look;
        try
        {
            await seen.Task.WaitAsync(Deadline, _station.Options.Clock, cancel);
        }
        finally
        {
            _station.Frame -= Look;
        }

        void Look(StationFrame frame)
        {
            if (!frame.IsSent && frame.Text.StartsWith("[2,", StringComparison.Ordinal) && frame.Text.Contains($"\"{message.Action}\"", StringComparison.Ordinal)) seen.TrySetResult();
        }
    }

    private static bool Holds(VirtualStation station, ScenarioStep step)
    {
        var evse = station.Evses[step.Evse - 1];
        return (step.Status is not { } status || evse.Status.ToString() == status)
            && (step.SocAtLeast is not { } soc || evse.Vehicle?.Soc >= soc)
            && (step.PowerAtMostW is not { } most || (evse.Transaction is { IsPowerPathClosed: true } && evse.Draw.PowerW <= most))
            && (step.PowerAtLeastW is not { } least || evse.Draw.PowerW >= least)
            && (step.Transaction is not { } running || evse.Transaction is not null == running)
            && (step.Firmware is not { } firmware || (station.FirmwareVersion == firmware && station.Registration == RegistrationState.Accepted))
            && (step.Reservations is not { } count || station.Reservations.Count == count);
    }

    private JsonObject Fill(JsonObject payload, int evseId)
    {
        var transaction = _station.Evses[evseId - 1].Transaction ?? _station.Record.Transactions.LastOrDefault(t => t.EvseId == evseId);
        return (JsonObject)Filled(payload)!;

        JsonNode? Filled(JsonNode? node) => node switch
        {
            JsonObject members => new JsonObject(members.Select(m => KeyValuePair.Create(m.Key, Filled(m.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Filled)]),
            JsonValue value when value.TryGetValue<string>(out var text) && text.StartsWith('$') => Value(text),
            _ => node?.DeepClone(),
        };

        JsonNode? Value(string text)
        {
            if (text == "$transactionId") return _station.Options.Version == OcppVersion.V16 ? transaction?.CsmsId : transaction?.Id;
            if (!text.StartsWith("$now", StringComparison.Ordinal)) return text;
            var seconds = text.Length == 4 ? 0 : double.Parse(text.AsSpan(4), CultureInfo.InvariantCulture);
            return Json.Stamp(_station.Now.AddSeconds(seconds));
        }
    }
}
