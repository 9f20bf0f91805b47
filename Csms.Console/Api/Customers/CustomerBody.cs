namespace Csms.Console.Api.Customers;

/// <summary>Body of POST /api/v1/stations/{id}/customer-information: a token, an identifier, or the hash of a certificate; report, clear, or both.</summary>
/// <param name="IdToken">A token.</param>
/// <param name="IdTokenType">In OCPP 2.1's words; absent: that of the token as it is entered, else Central.</param>
/// <param name="CustomerIdentifier">A text that the vendor knows.</param>
/// <param name="HashAlgorithm">SHA256, SHA384 or SHA512.</param>
/// <param name="IssuerNameHash">Of the customer's certificate.</param>
/// <param name="IssuerKeyHash">Of the customer's certificate.</param>
/// <param name="SerialNumber">Of the customer's certificate.</param>
/// <param name="Report">The station is to report.</param>
/// <param name="Clear">The station is to clear.</param>
internal sealed record CustomerBody(
    string? IdToken, string? IdTokenType, string? CustomerIdentifier, string? HashAlgorithm, string? IssuerNameHash, string? IssuerKeyHash, string? SerialNumber, bool? Report, bool? Clear);
