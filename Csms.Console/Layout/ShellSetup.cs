using Csms.Console.Texts;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Layout;

/// <summary>Composition of the shell; modules add their pages here.</summary>
public static class ShellSetup
{
    internal static IServiceCollection AddConsoleShell(this IServiceCollection services)
    {
        services.AddSingleton<NavEntries>();
        services.AddScoped<ISearchSource, PageSearch>();
        return services;
    }

    /// <summary>Adds a page to the navigation; the title is the text "Nav.{key}" of <typeparamref name="TTexts"/>.</summary>
    public static IServiceCollection AddNavEntry<TTexts>(this IServiceCollection services, string key, NavGroup group, int order, string href, string icon, string? permission, char? goKey = null) =>
        services.AddSingleton(new NavEntry(key, group, order, href, icon, provider => provider.GetRequiredService<IStringLocalizer<TTexts>>()[$"Nav.{key}"], permission, goKey));

    /// <summary>Adds a page whose title stands in <see cref="ConsoleTexts"/>.</summary>
    public static IServiceCollection AddNavEntry(this IServiceCollection services, string key, NavGroup group, int order, string href, string icon, string? permission, char? goKey = null) =>
        services.AddNavEntry<ConsoleTexts>(key, group, order, href, icon, permission, goKey);
}
