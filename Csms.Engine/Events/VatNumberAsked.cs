namespace Csms.Engine.Events;

/// <summary>The station asks whether a VAT number is valid, for a company's receipt (2.1 VatNumberValidation).</summary>
/// <param name="VatNumber">As the driver typed it, at most 20 letters.</param>
/// <param name="EvseId">Where, or null.</param>
public sealed record VatNumberAsked(string VatNumber, int? EvseId) : StationMessage;
