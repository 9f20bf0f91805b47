using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Csms.Engine.Energy.Profiles;

namespace Csms.Console.Api.Charging;

/// <summary>A charging profile that a station holds.</summary>
/// <param name="EvseId">Where it is installed; 0: the station.</param>
/// <param name="Id">Number of the profile.</param>
/// <param name="Purpose">ChargingProfilePurposeEnumType.</param>
/// <param name="StackLevel">Of the profiles with one purpose the highest leads.</param>
/// <param name="Kind">ChargingProfileKindEnumType.</param>
/// <param name="TransactionId">Of a TxProfile: its transaction.</param>
/// <param name="Source">Who set it: CSO is us.</param>
/// <param name="Origin">set: accepted from us; reported: told by the station; start: given with a remote start, its transaction is still to come.</param>
/// <param name="Since">Since when it is there.</param>
/// <param name="ConfirmedAt">When the station last reported it; null: it never did.</param>
/// <param name="Actor">Who gave it.</param>
/// <param name="IsVoid">It never counts again: the station was offline for longer than it allows.</param>
/// <param name="Profile">The profile with the members of OCPP 2.1.</param>
internal sealed record ProfileView(
    int EvseId,
    int Id,
    string Purpose,
    int StackLevel,
    string Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TransactionId,
    string Source,
    string Origin,
    DateTimeOffset Since,
    DateTimeOffset? ConfirmedAt,
    string? Actor,
    bool IsVoid,
    JsonNode? Profile)
{
    public static ProfileView Of(HeldProfile held) => new(
        held.EvseId, held.Profile.Id, held.Profile.Purpose.ToString(), held.Profile.StackLevel, held.Profile.Kind.ToString(), held.Profile.TransactionId, held.Source,
        JsonNamingPolicy.CamelCase.ConvertName(held.Origin.ToString()), held.Since, held.ConfirmedAt, held.Actor, held.IsVoid, JsonNode.Parse(held.Profile.Text));
}
