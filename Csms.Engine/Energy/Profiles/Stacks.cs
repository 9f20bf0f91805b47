using System.Collections.Immutable;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Puts together what the limit of an EVSE is reckoned from. Pure.</summary>
public static class Stacks
{
    /// <summary>Of an EVSE, or of the station (0) over all its EVSEs.</summary>
    /// <param name="station">The station as it is.</param>
    /// <param name="charging">What is known of its profiles.</param>
    /// <param name="ability">What it can do.</param>
    /// <param name="evseId">Which; 0: the station.</param>
    /// <param name="zone">Zone of the place; null: UTC.</param>
    public static EvseStack Of(StationState station, StationCharging charging, StationAbility ability, int evseId, TimeZoneInfo? zone)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(charging);
        ArgumentNullException.ThrowIfNull(ability);
        var profiles = Profiles(charging);
        var stack = One(station, charging, ability, evseId, zone, profiles);
        return evseId != 0 ? stack : stack with { Evses = [.. station.Evses.Select(evse => One(station, charging, ability, evse.Id, zone, profiles))] };
    }

    /// <summary>Everything that counts at a station.</summary>
    public static ImmutableArray<StackedProfile> Profiles(StationCharging charging)
    {
        ArgumentNullException.ThrowIfNull(charging);
        var held = charging.Profiles.Where(each => !ProfileSteps.Waits(each)).Select(each => each.Stacked).ToList();
        // A station may tell a limit of others as a notice and as a profile: the profile says more.
        var external = charging.Limits.Where(limit => !held.Exists(each =>
            each.EvseId == limit.EvseId && string.Equals(each.Source, limit.Source, StringComparison.OrdinalIgnoreCase) && each.At >= limit.At
            && each.Profile.Purpose == (limit.IsLocalGeneration ? ProfilePurpose.LocalGeneration : ProfilePurpose.ChargingStationExternalConstraints)));
        return [.. held, .. external.SelectMany(limit => limit.Stacked())];
    }

    private static EvseStack One(StationState station, StationCharging charging, StationAbility ability, int evseId, TimeZoneInfo? zone, ImmutableArray<StackedProfile> profiles)
    {
        var session = evseId == 0 ? null : station.Sessions.Running(evseId);
        return new EvseStack
        {
            EvseId = evseId,
            Profiles = profiles,
            TransactionId = session?.TransactionId,
            TransactionStart = session?.StartedAt,
            IsPriority = charging.Evse(evseId)?.IsPriority ?? false,
            SocPercent = session?.Live?.SocPercent,
            OfflineSince = station.Link == LinkState.Offline ? station.LinkSince : null,
            OwnDefaultLeads = StackRules.Of(station.OcppVersion).OwnDefaultLeads,
            Electrics = ability.ElectricsOf(evseId),
            Zone = zone,
        };
    }
}
