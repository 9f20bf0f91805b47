using System.Collections.Immutable;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Profiles;

/// <summary>A limit of somebody else, as the station told it (NotifyChargingLimit).</summary>
public sealed record ExternalLimit
{
    /// <summary>Where; 0: the whole station.</summary>
    public required int EvseId { get; init; }

    /// <summary>Who.</summary>
    public required string Source { get; init; }

    /// <summary>It keeps the grid from harm.</summary>
    public bool IsGridCritical { get; init; }

    /// <summary>It is no limit but power made on the spot.</summary>
    public bool IsLocalGeneration { get; init; }

    /// <summary>What it is; none: the station did not tell.</summary>
    public ImmutableArray<ChargingSchedule> Schedules { get; init; } = [];

    /// <summary>When it was told, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>As profiles, for the reckoning; their numbers are negative, so that they meet no other.</summary>
    internal IEnumerable<StackedProfile> Stacked() => Schedules.Select((schedule, index) => new StackedProfile(
        EvseId,
        new ChargingProfile
        {
            Id = -1 - index,
            StackLevel = int.MaxValue, // the newest word of who limits counts before older profiles of theirs
            Purpose = IsLocalGeneration ? ProfilePurpose.LocalGeneration : ProfilePurpose.ChargingStationExternalConstraints,
            Kind = ProfileKind.Absolute,
            ValidFrom = At,
            Schedules = [schedule.Start is null ? schedule with { Start = At } : schedule],
            Text = "{}",
        },
        Source,
        At));
}
