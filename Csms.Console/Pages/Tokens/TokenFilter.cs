using Csms.Engine.Tokens;

namespace Csms.Console.Pages.Tokens;

/// <summary>Which tokens are wanted and in which order, as it stands in the address. Pure.</summary>
/// <param name="Search">Part of a token, driver, group or note.</param>
/// <param name="Status">What it is worth now, in 2.1's words.</param>
/// <param name="Type">Type, in 2.1's words.</param>
/// <param name="Group">Group.</param>
/// <param name="Sort">"driver" or "-driver".</param>
internal sealed record TokenFilter(string? Search, string? Status, string? Type, string? Group, string? Sort)
{
    /// <summary>The wanted ones, in their order.</summary>
    public List<TokenEntry> Apply(IEnumerable<TokenEntry> tokens, DateTimeOffset now)
    {
        var found = tokens.Where(token => Matches(token, now)).ToList();
        found.Sort(Order);
        return found;
    }

    private bool Matches(TokenEntry token, DateTimeOffset now)
    {
        if (Status is not null && token.StatusAt(now).ToString() != Status) return false;
        if (Type is not null && token.Type != Type) return false;
        if (Group is not null && !token.IsIn(Group)) return false;
        return string.IsNullOrWhiteSpace(Search) || Has(token.IdToken) || Has(token.Driver) || Has(token.GroupId) || Has(token.Note);
    }

    private bool Has(string? whole) => whole?.Contains(Search!.Trim(), StringComparison.CurrentCultureIgnoreCase) == true;

    private int Order(TokenEntry a, TokenEntry b)
    {
        var order = Sort?.TrimStart('-') switch
        {
            "driver" => StringComparer.CurrentCultureIgnoreCase.Compare(a.Driver, b.Driver),
            "status" => a.Status.CompareTo(b.Status),
            _ => 0,
        };
        if (order == 0) order = StringComparer.OrdinalIgnoreCase.Compare(a.IdToken, b.IdToken);
        return Sort?.StartsWith('-') == true ? -order : order;
    }
}
