using System.Formats.Asn1;
using Csms.Engine.Events;

namespace Csms.Engine.PlugAndCharge.Ocsp;

/// <summary>An OCSPResponse as it came (RFC 6960, 4.2.1); nothing in it is believed before <see cref="OcspCheck"/> has judged it.</summary>
internal sealed record OcspResponse
{
    private const string Basic = "1.3.6.1.5.5.7.48.1.1";

    /// <summary>OCSPResponseStatus: 0 successful, 6 unauthorized…; where it is not 0, nothing else is set.</summary>
    public required int Status { get; init; }

    /// <summary>What is signed, DER.</summary>
    public ReadOnlyMemory<byte> Signed { get; init; }

    /// <summary>AlgorithmIdentifier of the signature, DER.</summary>
    public ReadOnlyMemory<byte> SignatureAlgorithm { get; init; }

    /// <summary>The signature.</summary>
    public byte[] Signature { get; init; } = [];

    /// <summary>Certificates that came along, DER.</summary>
    public IReadOnlyList<byte[]> Certificates { get; init; } = [];

    /// <summary>What it says, one for each certificate it speaks of.</summary>
    public IReadOnlyList<OcspSingle> Singles { get; init; } = [];

    /// <summary>The nonce it repeats; null when it has none.</summary>
    public byte[]? Nonce { get; init; }

    /// <summary>Reads a response.</summary>
    /// <exception cref="AsnContentException">It is none.</exception>
    public static OcspResponse Read(ReadOnlyMemory<byte> der)
    {
        var response = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
        var status = (int)response.ReadEnumeratedValue<ResponseStatus>();
        if (status != 0 || !response.HasData)
        {
            return new OcspResponse { Status = status == 0 ? -1 : status };
        }

        var bytes = response.ReadSequence(Context(0)).ReadSequence();
        if (bytes.ReadObjectIdentifier() != Basic)
        {
            throw new AsnContentException("no id-pkix-ocsp-basic");
        }

        var basic = new AsnReader(bytes.ReadOctetString(), AsnEncodingRules.DER).ReadSequence();
        var signed = basic.ReadEncodedValue();
        var algorithm = basic.ReadEncodedValue();
        var signature = basic.ReadBitString(out _);
        var certificates = new List<byte[]>();
        if (basic.HasData)
        {
            var list = basic.ReadSequence(Context(0)).ReadSequence();
            while (list.HasData)
            {
                certificates.Add(list.ReadEncodedValue().ToArray());
            }
        }

        var (singles, nonce) = ReadData(signed);
        return new OcspResponse { Status = 0, Signed = signed, SignatureAlgorithm = algorithm, Signature = signature, Certificates = certificates, Singles = singles, Nonce = nonce };
    }

    private static (List<OcspSingle> Singles, byte[]? Nonce) ReadData(ReadOnlyMemory<byte> signed)
    {
        var data = new AsnReader(signed, AsnEncodingRules.DER).ReadSequence();
        if (data.PeekTag().HasSameClassAndValue(Context(0)))
        {
            data.ReadEncodedValue(); // version
        }

        data.ReadEncodedValue(); // responderID: the signer is found by its key and its issuer
        data.ReadGeneralizedTime(); // producedAt
        var list = data.ReadSequence();
        var singles = new List<OcspSingle>();
        while (list.HasData)
        {
            singles.Add(ReadSingle(list.ReadSequence()));
        }

        byte[]? nonce = null;
        if (data.HasData)
        {
            var extensions = data.ReadSequence(Context(1)).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadSequence();
                var isNonce = extension.ReadObjectIdentifier() == OcspRequest.NonceOid;
                if (extension.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean))
                {
                    extension.ReadBoolean();
                }

                var value = extension.ReadOctetString();
                nonce = isNonce ? new AsnReader(value, AsnEncodingRules.DER).ReadOctetString() : nonce;
            }
        }

        return (singles, nonce);
    }

    private static OcspSingle ReadSingle(AsnReader single)
    {
        var id = CertId.Read(single);
        var tag = single.PeekTag();
        single.ReadEncodedValue();
        var status = tag switch
        {
            { TagClass: TagClass.ContextSpecific, TagValue: 0 } => RevocationStatus.Good,
            { TagClass: TagClass.ContextSpecific, TagValue: 1 } => RevocationStatus.Revoked,
            { TagClass: TagClass.ContextSpecific, TagValue: 2 } => RevocationStatus.Unknown,
            _ => throw new AsnContentException("no CertStatus"),
        };
        var thisUpdate = single.ReadGeneralizedTime();
        DateTimeOffset? nextUpdate = single.HasData && single.PeekTag().HasSameClassAndValue(Context(0)) ? single.ReadSequence(Context(0)).ReadGeneralizedTime() : null;
        return new OcspSingle(id, status, thisUpdate, nextUpdate);
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);

    private enum ResponseStatus
    {
        Successful = 0,
        MalformedRequest = 1,
        InternalError = 2,
        TryLater = 3,
        SigRequired = 5,
        Unauthorized = 6,
    }
}
