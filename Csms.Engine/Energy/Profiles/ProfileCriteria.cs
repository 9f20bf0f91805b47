using System.Collections.Immutable;
using System.Text.Json;
using Csms.Engine.Events.Charging;
using Csms.Engine.Units;

namespace Csms.Engine.Energy.Profiles;

/// <summary>Which profiles a ClearChargingProfile or GetChargingProfiles means. Pure.</summary>
public sealed record ProfileCriteria
{
    /// <summary>By these numbers; none: any.</summary>
    public ImmutableArray<int> Ids { get; init; } = [];

    /// <summary>Installed there, 0 on the station itself; null: anywhere.</summary>
    public int? EvseId { get; init; }

    /// <summary>Of this purpose; null: any.</summary>
    public ProfilePurpose? Purpose { get; init; }

    /// <summary>On this level; null: any.</summary>
    public int? StackLevel { get; init; }

    /// <summary>Set by one of these; none: anybody.</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>All conditions that are given hold.</summary>
    public bool Match(HeldProfile held)
    {
        ArgumentNullException.ThrowIfNull(held);
        return (Ids.IsEmpty || Ids.Contains(held.Profile.Id))
            && (EvseId is null || EvseId == held.EvseId)
            && (Purpose is null || Purpose == held.Profile.Purpose)
            && (StackLevel is null || StackLevel == held.Profile.StackLevel)
            && (Sources.IsEmpty || Sources.Contains(held.Source));
    }

    /// <summary>
    /// What a ClearChargingProfile removes: with a number that profile alone, else what meets all that is given; never what others have set (2.1
    /// K10.FR.02 to K10.FR.06).
    /// </summary>
    public bool Clears(HeldProfile held)
    {
        ArgumentNullException.ThrowIfNull(held);
        return held.Profile.Purpose != ProfilePurpose.ChargingStationExternalConstraints && Match(held);
    }

    /// <summary>Of the body of a ClearChargingProfile in 2.1's words.</summary>
    public static ProfileCriteria OfClear(JsonElement body) => Number(body, "chargingProfileId") is { } id
        ? new ProfileCriteria { Ids = [id] }
        : body.TryGetProperty("chargingProfileCriteria", out var criteria) && criteria.ValueKind == JsonValueKind.Object
            ? new ProfileCriteria { EvseId = Number(criteria, "evseId"), Purpose = PurposeOf(criteria), StackLevel = Number(criteria, "stackLevel") }
            : new ProfileCriteria();

    /// <summary>Of the body of a GetChargingProfiles.</summary>
    public static ProfileCriteria OfGet(JsonElement body)
    {
        var found = new ProfileCriteria { EvseId = Number(body, "evseId") };
        if (!body.TryGetProperty("chargingProfile", out var criteria) || criteria.ValueKind != JsonValueKind.Object) return found;
        return found with
        {
            Ids = criteria.TryGetProperty("chargingProfileId", out var ids) && ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray().Select(each => each.GetInt32())] : [],
            Purpose = PurposeOf(criteria),
            StackLevel = Number(criteria, "stackLevel"),
            Sources = criteria.TryGetProperty("chargingLimitSource", out var sources) && sources.ValueKind == JsonValueKind.Array ? [.. sources.EnumerateArray().Select(each => each.GetString()!)] : [],
        };
    }

    private static ProfilePurpose? PurposeOf(JsonElement owner) =>
        owner.TryGetProperty("chargingProfilePurpose", out var word) && word.ValueKind == JsonValueKind.String ? EnumName.Find<ProfilePurpose>(word.GetString()) : null;

    private static int? Number(JsonElement owner, string member) =>
        owner.ValueKind == JsonValueKind.Object && owner.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
}
