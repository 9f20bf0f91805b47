using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Csms.Simulator.Scenarios;

/// <summary>One step of a scenario; which members count depends on <see cref="Do"/>.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ScenarioStep
{
    /// <summary>connect, plug, tap, unplug, stop, wait, waitFor, delivered, offline, online, fault, mend, reboot, command, call, raw.</summary>
    public required string Do { get; init; }

    /// <summary>What the reader should know.</summary>
    public string? Note { get; init; }

    /// <summary>EVSE, 1 by default.</summary>
    public int Evse { get; init; } = 1;

    /// <summary>plug: a kind of the vehicle catalogue.</summary>
    public string Vehicle { get; init; } = "sedan";

    /// <summary>plug: state of charge in percent.</summary>
    public double Soc { get; init; } = 30;

    /// <summary>plug: where the vehicle stops, percent.</summary>
    public double TargetSoc { get; init; } = 100;

    /// <summary>tap: the token.</summary>
    public string? Token { get; init; }

    /// <summary>tap: the outcome that must come.</summary>
    public string? Expect { get; init; }

    /// <summary>wait: simulated seconds.</summary>
    public double Seconds { get; init; }

    /// <summary>waitFor: connector status (1.6 words) of the EVSE.</summary>
    public string? Status { get; init; }

    /// <summary>waitFor: state of charge at least, percent.</summary>
    public double? SocAtLeast { get; init; }

    /// <summary>waitFor: power at most, W.</summary>
    public double? PowerAtMostW { get; init; }

    /// <summary>waitFor: power at least, W.</summary>
    public double? PowerAtLeastW { get; init; }

    /// <summary>waitFor: true = a transaction runs, false = none.</summary>
    public bool? Transaction { get; init; }

    /// <summary>waitFor: firmware version.</summary>
    public string? Firmware { get; init; }

    /// <summary>waitFor: number of reservations held.</summary>
    public int? Reservations { get; init; }

    /// <summary>offline: true leaves the socket half-open.</summary>
    public bool Silently { get; init; }

    /// <summary>fault, stop, reboot: error code or reason.</summary>
    public string? Reason { get; init; }

    /// <summary>command: what a 1.6 station must receive.</summary>
    public ScenarioMessage? V16 { get; init; }

    /// <summary>command: what a 2.x station must receive.</summary>
    public ScenarioMessage? V2 { get; init; }

    /// <summary>call: the action sent.</summary>
    public string? Action { get; init; }

    /// <summary>call: the payload sent.</summary>
    public JsonObject? Payload { get; init; }

    /// <summary>raw: the text sent.</summary>
    public string? Text { get; init; }
}
