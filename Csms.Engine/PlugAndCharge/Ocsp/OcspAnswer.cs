namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>What came of a question, with the response itself.</summary>
/// <param name="Verdict">What it is worth.</param>
/// <param name="Response">DER; empty when there is none.</param>
internal sealed record OcspAnswer(OcspVerdict Verdict, byte[] Response)
{
    public static OcspAnswer Bad(OcspFault fault) => new(OcspVerdict.Bad(fault), []);
}
