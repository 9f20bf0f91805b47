using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Demo;

/// <summary>The coming and going at one EVSE: arrive, plug, tap, charge, leave. One step at a time, at the times it names.</summary>
internal sealed class DemoDriver
{
    private readonly VirtualStation _station;
    private readonly Evse _evse;
    private readonly Random _random;
    private readonly IReadOnlyList<DemoToken> _tokens;
    private readonly double _payers;
    private Phase _phase = Phase.Away;
    private IdToken _token = new("");
    private DateTimeOffset _leaveAt;

    /// <param name="station">Where.</param>
    /// <param name="evse">On which EVSE.</param>
    /// <param name="tokens">Cards of the drivers.</param>
    /// <param name="random">Chance.</param>
    /// <param name="now">Beginning of the day.</param>
    /// <param name="payers">Share of drivers that pay at the station's terminal; 0 where there is none.</param>
    public DemoDriver(VirtualStation station, Evse evse, IReadOnlyList<DemoToken> tokens, Random random, DateTimeOffset now, double payers = 0)
    {
        _payers = payers;
        (_station, _evse, _tokens, _random) = (station, evse, tokens, random);
        // Most places fill within the first seconds, so that there is something to see.
        NextAt = now.AddSeconds(random.NextDouble() < 0.6 ? 2 + random.NextDouble() * 18 : 60 + random.NextDouble() * 1500);
    }

    private enum Phase
    {
        Away,
        Plugged,
        Charging,
        Leaving,
    }

    /// <summary>When the next step is due.</summary>
    public DateTimeOffset NextAt { get; private set; }

    /// <summary>Goes on after a person has had the EVSE: with what is there now.</summary>
    public void Resume(DateTimeOffset now)
    {
        _phase = _evse.Vehicle is null ? Phase.Away : Phase.Charging;
        _token = _evse.Transaction?.Token ?? _token;
        _leaveAt = now.AddMinutes(2 + _random.NextDouble() * 10);
        NextAt = now.AddSeconds(20 + _random.NextDouble() * 40);
    }

    public async Task StepAsync(DateTimeOffset now, CancellationToken cancel)
    {
        switch (_phase)
        {
            case Phase.Away:
                Arrive(now);
                break;
            case Phase.Plugged:
                await TapInAsync(now, cancel);
                break;
            case Phase.Charging:
                if (_evse.Transaction is { } running && now < _leaveAt && _evse.Fault is null)
                {
                    // A full car stays a little, then its driver comes.
                    if (_evse.Vehicle is { IsFull: true } && _leaveAt > now.AddMinutes(4) && running.ChargingState == "SuspendedEV") _leaveAt = now.AddMinutes(1 + _random.NextDouble() * 3);
                    NextAt = now.AddSeconds(5);
                    break;
                }
                if (_evse.Transaction?.Token is { Type: "DirectPayment" })
                {
                    // Now and then the card is refused at the end.
                    if (_random.NextDouble() < .1) _station.NextSettlement = "Rejected";
                    await _station.PayAtTerminalAsync(_evse.Id);
                }
                else if (_evse.Transaction is not null && _random.NextDouble() < 0.8) await _station.TapAsync(_evse.Id, _token, cancel);
                _phase = Phase.Leaving;
                NextAt = now.AddSeconds(6 + _random.NextDouble() * 40);
                break;
            case Phase.Leaving:
                if (_evse.Vehicle is not null) await _station.UnplugAsync(_evse.Id);
                _phase = Phase.Away;
                NextAt = now.AddMinutes(1.5 + _random.NextDouble() * 25);
                break;
        }
    }

    private void Arrive(DateTimeOffset now)
    {
        if (_evse.Vehicle is not null || _evse.Status is not (ConnectorStatus.Available or ConnectorStatus.Preparing))
        {
            // Taken by someone else (an operator at the simulator page), broken or reserved: try later.
            NextAt = now.AddSeconds(30);
            return;
        }
        string[] kinds = _evse.Options switch
        {
            { IsDc: true, MaxW: <= 60_000 } => ["van", "truck", "van"],
            { IsDc: true } => ["sedan", "suv", "express", "city", "suv"],
            _ => ["city", "sedan", "hybrid", "suv"],
        };
        var soc = _evse.Options.IsDc ? 8 + _random.NextDouble() * 45 : 20 + _random.NextDouble() * 65;
        var target = _evse.Options.IsDc ? 80 : _random.NextDouble() < 0.25 ? Math.Min(100, soc + 2) : 100;
        _station.PlugInAsync(_evse.Id, VehicleCatalogue.Create(kinds[_random.Next(kinds.Length)], soc, target));
        _phase = Phase.Plugged;
        NextAt = now.AddSeconds(3 + _random.NextDouble() * 6);
    }

    private async Task TapInAsync(DateTimeOffset now, CancellationToken cancel)
    {
        if (_evse.Vehicle is null)
        {
            _phase = Phase.Away;
            NextAt = now.AddSeconds(30);
            return;
        }
        if (_evse.Transaction is null && _payers > 0 && _random.NextDouble() < _payers)
        {
            if (await _station.PayAtTerminalAsync(_evse.Id) == TapOutcome.Refused)
            {
                NextAt = now.AddSeconds(30);
                return;
            }
            _phase = Phase.Charging;
            _leaveAt = now.AddMinutes(1.5 + _random.NextDouble() * 6); // who pays on the way does not stay
            NextAt = now.AddSeconds(10);
            return;
        }
        if (_evse.Transaction is null)
        {
            var choice = _tokens[_random.Next(_tokens.Count)];
            _token = new IdToken(choice.Value, choice.Type);
            if (await _station.TapAsync(_evse.Id, _token, cancel) == TapOutcome.Refused)
            {
                NextAt = now.AddSeconds(15 + _random.NextDouble() * 30); // Tries another card.
                return;
            }
        }
        _phase = Phase.Charging;
        _leaveAt = now.AddMinutes(_evse.Options.IsDc ? 6 + _random.NextDouble() * 30 : 10 + _random.NextDouble() * 50);
        NextAt = now.AddSeconds(10);
    }
}
