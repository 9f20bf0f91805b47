namespace Csms.Engine.Events;

/// <summary>
/// Get15118EVCertificate (2.x M01, M02): a car wants its contract certificate. The request and the answer are for the car and its provider, EXI in base64;
/// we only carry them. Answered by <see cref="EvCertificateAnswer"/>.
/// </summary>
/// <param name="SchemaVersion">Of ISO 15118, as the car named it.</param>
/// <param name="IsUpdate">An installed certificate is to be renewed (M02); else the first is to be installed (M01).</param>
/// <param name="ExiRequest">The car's request.</param>
/// <param name="MaximumChains">Contract certificates that the car takes at once (2.1, ISO 15118-20); null: not said.</param>
/// <param name="PrioritizedEmaids">Contracts that the car wants first (2.1); empty: not said.</param>
/// <param name="LongestAnswer">Letters of base64 that the station's version takes.</param>
public sealed record EvCertificateAsked(
    string SchemaVersion, bool IsUpdate, string ExiRequest, int? MaximumChains, IReadOnlyList<string> PrioritizedEmaids, int LongestAnswer) : StationMessage;
