using System.Collections.Immutable;
using Csms.Engine.Energy.Profiles;

namespace Csms.Console.Pages.Charging;

/// <summary>What a new profile is judged by. Values only.</summary>
/// <param name="OcppVersion">In which the station spoke last; null: it never did.</param>
/// <param name="Ability">What it told of what it can.</param>
/// <param name="Held">Profiles that it holds.</param>
/// <param name="Running">Transaction by EVSE.</param>
/// <param name="Zone">In which times are typed.</param>
/// <param name="Now">Now.</param>
public sealed record ProfileGround(
    string? OcppVersion, StationAbility Ability, ImmutableArray<HeldProfile> Held, IReadOnlyDictionary<int, string> Running, TimeZoneInfo Zone, DateTimeOffset Now);
