namespace Csms.Console.Pages.Tokens;

/// <summary>Addresses of token pages.</summary>
internal static class TokenLinks
{
    public const string List = "/tokens", Groups = "/token-groups", Import = "/token-import";

    /// <summary>The tokens of a group.</summary>
    public static string Group(string group) => $"{List}?group={Uri.EscapeDataString(group)}";
}
