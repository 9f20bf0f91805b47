using Csms.Engine.Certificates;

namespace Csms.Console.Api.Certificates;

/// <summary>What is wrong with a root certificate, in the API's words.</summary>
internal static class InstallWords
{
    /// <summary>The member of InstallCertificate that is at fault.</summary>
    public static string Member(InstallFault fault) => fault == InstallFault.Use ? "certificateType" : "certificate";

    /// <summary>The fault as a sentence.</summary>
    public static string Of(InstallFault fault) => fault switch
    {
        InstallFault.Empty => "A certificate in PEM is needed.",
        InstallFault.NoCertificate => "This is no X.509 certificate in PEM.",
        InstallFault.PrivateKey => "A private key stands in it: only the certificate is needed.",
        InstallFault.TooMany => "One certificate at a time.",
        InstallFault.TooLong => "It is longer than the OCPP version of the station carries.",
        InstallFault.NoAuthority => "It is no certificate of an authority (basic constraints).",
        InstallFault.Expired => "Its time is over.",
        InstallFault.Use => "The OCPP version of the station does not know this type.",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "no fault of a certificate"),
    };
}
