using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Tokens;

/// <summary>Token pages in the navigation and the palette.</summary>
internal static class TokensSetup
{
    public static IServiceCollection AddTokenPages(this IServiceCollection services) => services
        .AddScoped<ISearchSource, TokenSearch>()
        .AddScoped<ImportWords>()
        .AddNavEntry<TokenTexts>("tokens", NavGroup.Manage, 70, "/tokens", "token", Permissions.TokensRead);

    public static void MapTokenPages(this IEndpointRouteBuilder routes) => routes.MapTokenExport();
}
