namespace Csms.Console.Api.Sessions;

/// <summary>Body of PUT /api/v1/sessions/{id}/price.</summary>
/// <param name="TariffId">By which the session is priced from now on; in the same currency.</param>
/// <param name="Reason">Kept in the audit log.</param>
internal sealed record PriceBody(string TariffId, string? Reason);
