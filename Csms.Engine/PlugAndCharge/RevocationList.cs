using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.PlugAndCharge.Ocsp;

namespace Csms.Engine.PlugAndCharge;

/// <summary>A CRL whose signature holds (RFC 5280, 5.1). Immutable.</summary>
/// <param name="Revoked">Serial numbers.</param>
/// <param name="NextUpdate">When the next is due; UTC.</param>
internal sealed record RevocationList(HashSet<BigInteger> Revoked, DateTimeOffset NextUpdate)
{
    /// <summary>Reads a list that its issuer has signed itself.</summary>
    /// <returns>Null where it is another's, its signature is wrong, it has no end, or it holds something critical that is not read here (a delta, a list of parts).</returns>
    /// <exception cref="AsnContentException">It is no CRL.</exception>
    public static RevocationList? Read(ReadOnlyMemory<byte> der, X509Certificate2 issuer)
    {
        var list = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var signed = list.ReadEncodedValue();
        var algorithm = list.ReadEncodedValue();
        if (!Signatures.Holds(issuer, algorithm, signed.Span, list.ReadBitString(out _)))
        {
            return null;
        }

        var body = new AsnReader(signed, AsnEncodingRules.DER).ReadSequence();
        if (body.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            body.ReadInteger(); // version
        }

        body.ReadEncodedValue(); // algorithm
        if (!body.ReadEncodedValue().Span.SequenceEqual(issuer.SubjectName.RawData))
        {
            return null;
        }

        Time(body); // thisUpdate
        if (!body.HasData || !IsTime(body))
        {
            return null;
        }

        var next = Time(body);
        var revoked = new HashSet<BigInteger>();
        if (body.HasData && body.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            var entries = body.ReadSequence();
            while (entries.HasData)
            {
                revoked.Add(entries.ReadSequence().ReadInteger());
            }
        }

        return body.HasData && HasCritical(body.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadSequence()) ? null : new RevocationList(revoked, next);
    }

    private static bool HasCritical(AsnReader extensions)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            extension.ReadObjectIdentifier();
            if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && extension.ReadBoolean())
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTime(AsnReader reader) => reader.PeekTag() is var tag && (tag.HasSameClassAndValue(Asn1Tag.UtcTime) || tag.HasSameClassAndValue(Asn1Tag.GeneralizedTime));

    private static DateTimeOffset Time(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? reader.ReadUtcTime() : reader.ReadGeneralizedTime();
}
