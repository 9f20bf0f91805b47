using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace Csms.Console.Tests.Pages;

/// <summary>
/// axe in the page itself, once a page. Its Playwright package runs every look in two halves, the second in a tab of its own, for frames of other
/// origins; there are none here, and only violations are asked for.
/// </summary>
internal static class Accessibility
{
    private static readonly string _axe = new BundledAxeScriptProvider().GetScript();

    /// <summary>No rule of axe is violated on the page.</summary>
    public static Task InOrderAsync(this IPage page, string look) => page.Locator("html").InOrderAsync(look);

    /// <summary>No rule of axe is violated in this part of the page.</summary>
    public static async Task InOrderAsync(this ILocator part, string look)
    {
        if (!await part.Page.EvaluateAsync<bool>("() => 'axe' in window")) await part.Page.EvaluateAsync(_axe);
        var violations = await part.EvaluateAsync<string[]>("""
            async part => (await axe.run(part, { resultTypes: ['violations'] })).violations
              .map(violation => `${violation.impact} ${violation.id}: ${violation.nodes.map(node => node.html).join(' | ')}`)
            """);
        Assert.True(violations.Length == 0, $"{look}: {string.Join('\n', violations)}");
    }
}
