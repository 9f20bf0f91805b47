namespace Csms.Console.Api.Tokens;

/// <summary>Body of PUT /api/v1/tokens/{idToken}. What it names is replaced, what it leaves out stays.</summary>
/// <param name="Type">Central, DirectPayment, eMAID, EVCCID, ISO14443, ISO15693, KeyCode, Local, MacAddress, NoAuthorization or VIN; Central when new.</param>
/// <param name="Status">Accepted, Blocked, Expired, Invalid, ConcurrentTx, NoCredit, NotAllowedTypeEVSE, NotAtThisLocation, NotAtThisTime or Unknown; Accepted when new.</param>
/// <param name="GroupId">Group, up to 255 characters; null: none.</param>
/// <param name="ExpiresAt">When it expires; null: never.</param>
/// <param name="Driver">Whose; null: nobody's.</param>
/// <param name="Concurrent">May charge in several places at once; true when new.</param>
/// <param name="Note">For people.</param>
/// <param name="EnergyTransfers">EnergyTransferModeEnumType of OCPP 2.1 that it may use; null or none: those of the site where it charges.</param>
/// <param name="Language1">The driver's first language (RFC 5646), up to 8 characters, told to OCPP 2.x stations; null: nothing is said.</param>
/// <param name="Language2">The second one; kept only beside a first one.</param>
/// <param name="ChargingPriority">Who goes first where power is short, −9 to 9, told to OCPP 2.x stations; null: nothing is said, which is 0.</param>
/// <param name="OnlyAt">Where alone it may charge, each STATION or STATION/EVSE, at most 200; elsewhere it is NotAtThisLocation. Null or none: everywhere.</param>
/// <param name="TariffId">Tariff that it pays wherever that applies, one of /tariffs; giving and taking it wants tariffs.write. Null: that of its group, or of the place.</param>
internal sealed record TokenBody(string Type, string Status, string? GroupId, DateTimeOffset? ExpiresAt, string? Driver, bool? Concurrent, string? Note, IReadOnlyList<string>? EnergyTransfers,
    string? Language1, string? Language2, int? ChargingPriority, IReadOnlyList<string>? OnlyAt, string? TariffId);
