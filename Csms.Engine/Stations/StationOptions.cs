using System.ComponentModel.DataAnnotations;
using Csms.Engine.Events;

namespace Csms.Engine.Stations;

/// <summary>Section <c>Csms:Stations</c>.</summary>
public sealed record StationOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Csms:Stations";

    /// <summary>Stations that nobody has registered may connect. Null: true in Development and demo, else false. Changeable while running.</summary>
    public bool? AcceptUnknown { get; init; }

    /// <summary>Registration given to a station that nobody had registered: Accepted, or Pending to let an operator decide.</summary>
    public RegistrationStatus UnknownRegistration { get; init; } = RegistrationStatus.Accepted;

    /// <summary>A station without a password, or over plain WebSocket, may connect when its own minimum profile is 0 (profile 0 of 1.6).</summary>
    public bool AllowProfile0 { get; init; } = true;

    /// <summary>How long an EVSE must be seen Available before a session without an end is closed, seconds.</summary>
    [Range(1, 86400)]
    public int AvailableGraceSeconds { get; init; } = 90;
}
