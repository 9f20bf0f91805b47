using Csms.Console.Security;
using Csms.Console.Texts;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Layout;

/// <summary>Finds pages by name.</summary>
internal sealed class PageSearch(NavEntries entries, IServiceProvider services, IStringLocalizer<ConsoleTexts> texts) : ISearchSource
{
    public int Order => 100;

    public string Heading => texts["Palette.Pages"];

    public ValueTask<IReadOnlyList<SearchHit>> FindAsync(string text, AccessScope scope, int limit, CancellationToken cancellationToken)
    {
        var hits = new List<SearchHit>();
        foreach (var entry in entries.For(scope))
        {
            var title = entry.Title(services);
            if (title.Contains(text, StringComparison.CurrentCultureIgnoreCase))
                hits.Add(new SearchHit(title, entry.Href, entry.Icon, texts[$"Nav.{entry.Group}"]));
        }
        return ValueTask.FromResult<IReadOnlyList<SearchHit>>([.. hits.Take(limit)]);
    }
}
