using System.Formats.Asn1;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>Writes an OCSPRequest for one certificate (RFC 6960, 4.1).</summary>
internal static class OcspRequest
{
    /// <summary>id-pkix-ocsp-nonce.</summary>
    public const string NonceOid = "1.3.6.1.5.5.7.48.1.2";

    /// <param name="id">The certificate.</param>
    /// <param name="nonce">Repeated by responders that can (RFC 8954: 1 to 32 bytes).</param>
    public static byte[] Write(CertId id, ReadOnlySpan<byte> nonce)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                id.WriteTo(writer);
            }

            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 2)))
            using (writer.PushSequence())
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(NonceOid);
                var inner = new AsnWriter(AsnEncodingRules.DER);
                inner.WriteOctetString(nonce);
                writer.WriteOctetString(inner.Encode());
            }
        }

        return writer.Encode();
    }
}
