using System.Text.Json.Serialization;
using Csms.Engine.Tokens;

namespace Csms.Console.Api.Tokens;

/// <summary>An id token.</summary>
/// <param name="IdToken">The text; compared without regard to case.</param>
/// <param name="Type">In OCPP 2.1's words.</param>
/// <param name="Status">What is answered, unless it has expired.</param>
/// <param name="GroupId">Answered verbatim as parentIdTag or groupIdToken.</param>
/// <param name="ExpiresAt">An Accepted token is Expired from then on.</param>
/// <param name="Driver">Whose.</param>
/// <param name="Concurrent">May charge in several places at once.</param>
/// <param name="Note">For people.</param>
/// <param name="EnergyTransfers">Ways of energy transfer that it may use (OCPP 2.1); absent: those of the site where it charges.</param>
/// <param name="Language1">The driver's first language, told to OCPP 2.x stations; absent: nothing is said.</param>
/// <param name="Language2">The second one.</param>
/// <param name="ChargingPriority">Who goes first where power is short, −9 to 9, told to OCPP 2.x stations; absent: nothing is said, which is 0.</param>
/// <param name="OnlyAt">Where alone it may charge, each STATION or STATION/EVSE; absent: everywhere.</param>
/// <param name="TariffId">Tariff that it pays wherever that applies; absent: that of its group, or of the place.</param>
internal sealed record TokenView(string IdToken, string Type, string Status, string? GroupId, DateTimeOffset? ExpiresAt, string? Driver, bool Concurrent, string? Note,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? EnergyTransfers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language1, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Language2,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? ChargingPriority,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? OnlyAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TariffId)
{
    public static TokenView Of(TokenEntry entry) => new(
        entry.IdToken, entry.Type, entry.Status.ToString(), entry.GroupId, entry.ExpiresAt, entry.Driver, entry.Concurrent, entry.Note, entry.EnergyTransfers is { } transfers ? transfers.Modes : null,
        entry.Language1, entry.Language2, entry.Priority, entry.OnlyAt is { } places ? places.Places : null, entry.TariffId);
}
