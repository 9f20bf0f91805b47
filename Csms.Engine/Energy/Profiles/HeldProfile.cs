using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>A profile that a station holds, as far as we know.</summary>
public sealed record HeldProfile
{
    /// <summary>"CSO" in the standard's words: set by us.</summary>
    public const string Ours = "CSO";

    /// <summary>Where it is installed; 0: the station.</summary>
    public required int EvseId { get; init; }

    /// <summary>The profile.</summary>
    public required ChargingProfile Profile { get; init; }

    /// <summary>Who set it: "CSO", "EMS", "SO", "Other"…</summary>
    public string Source { get; init; } = Ours;

    /// <summary>How we know.</summary>
    public ProfileOrigin Origin { get; init; }

    /// <summary>Since when it is there, UTC: when it was accepted, or first reported.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>When the station last said that it holds it; null: it never did.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Who gave it; null: not through us.</summary>
    public string? Actor { get; init; }

    /// <summary>Which of its schedules the EV chose; null: not told.</summary>
    public int? SelectedSchedule { get; init; }

    /// <summary>It never counts again: the station was offline for longer than it allows.</summary>
    public bool IsVoid { get; init; }

    /// <summary>Of a remote start's: its number, by which the transaction is known (2.x).</summary>
    public int? RemoteStartId { get; init; }

    /// <summary>Made for the needs of a car, and changed by nobody since.</summary>
    internal bool IsByUs => Actor == NeedsOffer.Actor;

    /// <summary>For the reckoning.</summary>
    internal StackedProfile Stacked => new(EvseId, Profile, Source, Since, SelectedSchedule, IsVoid);
}
