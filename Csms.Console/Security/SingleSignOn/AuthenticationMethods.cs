namespace Csms.Console.Security.SingleSignOn;

/// <summary>What the methods that a provider names (claim amr, RFC 8176) say of a second factor. Pure.</summary>
internal static class AuthenticationMethods
{
    private const string Several = "mfa";

    // What somebody knows, has, is.
    private static readonly string[][] _kinds =
    [
        ["pwd", "pin", "kba"],
        ["otp", "sms", "tel", "hwk", "swk", "sc", "pop"],
        ["fpt", "face", "iris", "retina", "vbm"],
    ];

    /// <summary>It says so itself, or names methods of two kinds.</summary>
    public static bool AreSeveralFactors(IEnumerable<string> amr)
    {
        var named = amr.ToHashSet(StringComparer.Ordinal);
        return named.Contains(Several) || _kinds.Count(kind => kind.Any(named.Contains)) > 1;
    }
}
