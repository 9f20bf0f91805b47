namespace Csms.Engine.Certificates;

/// <summary>What a station is told when its request is refused: for its log, in English.</summary>
internal static class SigningReasons
{
    public static string Of(SigningFault fault) => fault switch
    {
        SigningFault.Unreadable => "The CSR is no PKCS #10 request in PEM",
        SigningFault.WrongSignature => "The CSR is not signed with the key that it names",
        SigningFault.WeakKey => "The key of the CSR must be EC P-256, P-384, P-521 or RSA of 2048 to 8192 bits",
        SigningFault.WrongName => "The common name of the CSR must be the identity of the station, once; for cars also its SeccId or ISO15118EvseId where the CSMS takes them",
        SigningFault.TooMany => "Too many requests in an hour",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "no reason to refuse a request"),
    };
}
