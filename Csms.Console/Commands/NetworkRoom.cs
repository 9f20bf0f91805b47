namespace Csms.Console.Commands;

/// <summary>How long the texts of a network profile may be, characters: 2.0.1 has less room than 2.1 (NetworkConnectionProfileType, APNType, VPNType).</summary>
/// <param name="Name">Access point, VPN server.</param>
/// <param name="User">User and group.</param>
/// <param name="Password">Password.</param>
internal sealed record NetworkRoom(int Name, int User, int Password)
{
    /// <summary>Longest identity (2.1).</summary>
    public const int Identity = 48;

    /// <summary>Longest shared key.</summary>
    public const int Key = 255;

    /// <summary>VPNEnumType.</summary>
    public static IReadOnlyList<string> VpnTypes { get; } = ["IKEv2", "IPSec", "L2TP", "PPTP"];

    /// <summary>APNAuthenticationEnumType, the common one first.</summary>
    public static IReadOnlyList<string> Authentications { get; } = ["AUTO", "CHAP", "NONE", "PAP"];

    /// <summary>Of a version.</summary>
    public static NetworkRoom Of(string? version) => version == "2.0.1" ? new(512, 20, 20) : new(2000, 50, 64);

    /// <summary>Whether a text is a network: mobile country code and network code, 5 or 6 digits.</summary>
    public static bool IsNetwork(string text) => text.Length is 5 or 6 && text.All(char.IsAsciiDigit);
}
