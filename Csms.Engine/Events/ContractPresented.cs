namespace Csms.Engine.Events;

/// <summary>What a car showed of its contract certificate (OCPP 2.1 C07, AuthorizeRequest).</summary>
/// <param name="Certificate">The chain as PEM, leaf first, as it came; null when the station has judged the chain itself.</param>
/// <param name="Hashes">What is needed to ask for the status of each certificate of the chain; empty when the chain is there.</param>
public sealed record ContractPresented(string? Certificate, IReadOnlyList<CertificateQuery> Hashes);
