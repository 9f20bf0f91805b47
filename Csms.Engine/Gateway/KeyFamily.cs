namespace Csms.Engine.Gateway;

/// <summary>Kind of the key of a certificate that a server can show. OCPP wants suites of both (2.1 Part 2, A00.FR.318): a station may know one alone.</summary>
internal enum KeyFamily
{
    /// <summary>RSA, of whatever size.</summary>
    Rsa,

    /// <summary>The curve secp256r1.</summary>
    P256,

    /// <summary>The curve secp384r1.</summary>
    P384,

    /// <summary>The curve secp521r1.</summary>
    P521,
}
