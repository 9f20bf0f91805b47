using Csms.Console.Controls;
using Csms.Console.Pages.Sites;
using Csms.Console.Pages.Stations;
using Csms.Console.Pages.Sessions;
using Csms.Console.Pages.Tokens;
using Csms.Console.Texts;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Where a tariff is used, as links: one leads to the thing, several to the tariff's own list of them.</summary>
internal static class UseWords
{
    public static IEnumerable<(string Text, string Href)> Links(IStringLocalizer<TariffTexts> texts, Formats formats, string tariffId, GivenTo use)
    {
        var all = $"{TariffLinks.Of(tariffId)}#used";
        if (use.Sites.Count == 1) yield return (use.Sites.First[0].Name, SiteLinks.Of(use.Sites.First[0]));
        else if (use.Sites.Count > 1) yield return (texts["Used.Sites", formats.Number(use.Sites.Count)], all);
        if (use.Stations.Count == 1) yield return (use.Stations.First[0].Value, StationLinks.Of(use.Stations.First[0]));
        else if (use.Stations.Count > 1) yield return (texts["Used.Stations", formats.Number(use.Stations.Count)], all);
        if (use.Groups.Count == 1) yield return (use.Groups.First[0], TokenLinks.Group(use.Groups.First[0]));
        else if (use.Groups.Count > 1) yield return (texts["Used.Groups", formats.Number(use.Groups.Count)], all);
        if (use.Tokens.Count == 1) yield return (use.Tokens.First[0], SessionLinks.Token(use.Tokens.First[0]));
        else if (use.Tokens.Count > 1) yield return (texts["Used.Tokens", formats.Number(use.Tokens.Count)], all);
    }
}
