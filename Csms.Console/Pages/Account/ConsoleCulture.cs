using System.Globalization;
using Csms.Console.Security.Accounts;
using Microsoft.AspNetCore.Localization;

namespace Csms.Console.Pages.Account;

/// <summary>Language and digits: the person's setting, else the choice on the sign-in page, else the browser's.</summary>
internal static class ConsoleCulture
{
    /// <summary>What can be chosen.</summary>
    public static readonly IReadOnlyList<CultureInfo> Offered =
        [.. new[] { "en-GB", "en-US", "en-IE", "de-DE", "de-AT", "de-CH" }.Select(CultureInfo.GetCultureInfo)];

    public static IServiceCollection AddConsoleCulture(this IServiceCollection services) => services.Configure<RequestLocalizationOptions>(options =>
    {
        options.DefaultRequestCulture = new RequestCulture("en-GB", "en");
        // Digits of any culture that speaks a language we have; texts in English and German.
        options.SupportedCultures = [.. CultureInfo.GetCultures(CultureTypes.SpecificCultures).Where(culture => culture.TwoLetterISOLanguageName is "en" or "de"), CultureInfo.GetCultureInfo("de"), CultureInfo.GetCultureInfo("en")];
        options.SupportedUICultures = [CultureInfo.GetCultureInfo("en"), CultureInfo.GetCultureInfo("de")];
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Task.FromResult(context.User.FindFirst(ConsoleClaims.Locale) is { } claim ? new ProviderCultureResult(claim.Value) : null)),
            new CookieRequestCultureProvider(),
            new AcceptLanguageHeaderRequestCultureProvider(),
        ];
    });

    public static IApplicationBuilder UseConsoleCulture(this IApplicationBuilder app) => app.UseRequestLocalization();
}
