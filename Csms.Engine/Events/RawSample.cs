namespace Csms.Engine.Events;

/// <summary>A sample that is kept as the station wrote it: a measurand we do not know, or signed meter data.</summary>
/// <param name="Measurand">As written.</param>
/// <param name="Phase">As written.</param>
/// <param name="Unit">As written.</param>
/// <param name="Value">As written: a number, or the signed data.</param>
/// <param name="Encoding">Encoding of signed data (<c>OCMF</c>…); null for a plain value.</param>
/// <param name="SigningMethod">Where given.</param>
/// <param name="PublicKey">Where given.</param>
public sealed record RawSample(
    string Measurand,
    string? Phase,
    string? Unit,
    string Value,
    string? Encoding = null,
    string? SigningMethod = null,
    string? PublicKey = null);
