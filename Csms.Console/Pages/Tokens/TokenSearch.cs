using Csms.Console.Layout;
using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tokens;

/// <summary>Finds tokens in the palette by their text or their driver.</summary>
internal sealed class TokenSearch(TokenDirectory tokens, IStringLocalizer<TokenTexts> texts) : ISearchSource
{
    public int Order => 30;

    public string Heading => texts["Title"];

    public ValueTask<IReadOnlyList<SearchHit>> FindAsync(string text, AccessScope scope, int limit, CancellationToken cancellationToken)
    {
        var part = text.Trim();
        if (part.Length < 2 || !scope.Can(Permissions.TokensRead)) return ValueTask.FromResult<IReadOnlyList<SearchHit>>([]);
        return ValueTask.FromResult<IReadOnlyList<SearchHit>>([.. tokens.All
            .Where(token => token.IdToken.Contains(part, StringComparison.OrdinalIgnoreCase) || token.Driver?.Contains(part, StringComparison.CurrentCultureIgnoreCase) == true)
            .OrderBy(token => !token.IdToken.StartsWith(part, StringComparison.OrdinalIgnoreCase)).ThenBy(token => token.IdToken, StringComparer.OrdinalIgnoreCase)
            .Take(limit)
            .Select(token => new SearchHit(token.IdToken, SessionLinks.Token(token.IdToken), "token", token.Driver))]);
    }
}
