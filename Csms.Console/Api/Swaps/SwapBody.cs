namespace Csms.Console.Api.Swaps;

/// <summary>Body of POST /api/v1/stations/{id}/battery-swaps.</summary>
/// <param name="IdToken">Who swaps; a token that may charge.</param>
/// <param name="IdTokenType">In OCPP 2.1's words; absent: that of the token as it is entered, else Central.</param>
internal sealed record SwapBody(string IdToken, string? IdTokenType);
