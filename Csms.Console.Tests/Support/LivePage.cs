using Microsoft.Playwright;

namespace Csms.Console.Tests.Support;

/// <summary>
/// The ways to an address. A page with a circuit is drawn before its circuit is there, and what is typed into that drawing is lost: whoever goes to
/// such a page waits for its circuit. <see cref="LivePageTests"/> holds that no journey goes another way.
/// </summary>
internal static class LivePage
{
    /// <summary>Goes to a page with a circuit and waits until that is live.</summary>
    public static async Task GoLiveAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.LiveAsync();
    }

    /// <summary>Loads a page with a circuit again and waits until that is live.</summary>
    public static async Task ReloadLiveAsync(this IPage page)
    {
        await page.ReloadAsync();
        await page.LiveAsync();
    }

    /// <summary>Goes to an address that answers, perhaps after a redirect, with a page without a circuit: signing in, passwords, what has a link of its own.</summary>
    public static async Task GoStillAsync(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await StillAsync(page);
    }

    /// <summary>Loads a page without a circuit again.</summary>
    public static async Task ReloadStillAsync(this IPage page)
    {
        await page.ReloadAsync();
        await StillAsync(page);
    }

    /// <summary>Waits for the circuit of a page that a form or a link of a page without one leads to.</summary>
    public static Task LiveAsync(this IPage page) => page.WaitForSelectorAsync("html[data-link=live]");

    private static Task StillAsync(IPage page) => Assertions.Expect(page.Locator("html[data-link]")).ToHaveCountAsync(0);
}
