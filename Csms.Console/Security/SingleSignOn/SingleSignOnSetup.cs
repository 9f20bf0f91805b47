using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>Composition of the sign-in with a provider.</summary>
internal static class SingleSignOnSetup
{
    /// <summary>Name of the scheme; also the authentication method of who came this way.</summary>
    public const string Scheme = "OpenIdConnect";

    private const int MaxAnswerBytes = 1 << 20;
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <summary>How soon a token with an unknown key may have the keys read again.</summary>
    private static readonly TimeSpan _keysAtMostEvery = TimeSpan.FromSeconds(10);

    // A person at a provider looks for the telephone; after this the way back is closed.
    private static readonly TimeSpan _journey = TimeSpan.FromMinutes(15);

    public static AuthenticationBuilder AddSingleSignOn(this AuthenticationBuilder builder, IConfiguration configuration)
    {
        var services = builder.Services;
        services.AddOptions<SingleSignOnOptions>().Bind(configuration.GetSection(SingleSignOnOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SingleSignOnOptions>, SingleSignOnOptionsValidator>();
        services.AddSingleton<SignOnProvider>().AddSingleton<ProviderLogins>().AddSingleton<ProviderAccounts>().AddScoped<ProviderEvents>();
        if (string.IsNullOrWhiteSpace(configuration[$"{SingleSignOnOptions.Section}:{nameof(SingleSignOnOptions.Authority)}"])) return builder;

        // A token signed with a new key waits until the keys have been read again; else the first person after each change of keys would be refused.
        AppContext.SetSwitch("Switch.Microsoft.IdentityModel.UpdateConfigAsBlocking", true);
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<SingleSignOnOptions>>((options, settings) => Configure(options, settings.Value));
        return builder.AddOpenIdConnect(Scheme, null, _ => { });
    }

    private static void Configure(OpenIdConnectOptions options, SingleSignOnOptions settings)
    {
        options.ClientId = settings.ClientId;
        options.ClientSecret = settings.ClientSecret.Length == 0 ? null : settings.ClientSecret;
        options.ResponseType = OpenIdConnectResponseType.Code;
        // The answer comes as a link: cookies of the flow need not follow a form from another site.
        options.ResponseMode = OpenIdConnectResponseMode.Query;
        options.UsePkce = true;
        options.Scope.Clear();
        foreach (var scope in settings.Scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries)) options.Scope.Add(scope);
        options.MapInboundClaims = false;
        options.GetClaimsFromUserInfoEndpoint = settings.UserInfo;
        options.ClaimActions.Clear();
        options.ClaimActions.MapAll();
        options.DisableTelemetry = true;
        options.SignInScheme = IdentityConstants.ExternalScheme;
        options.CallbackPath = ProviderPaths.Callback;
        // A session ends here, not by a link that any page could load.
        options.RemoteSignOutPath = PathString.Empty;
        options.SignedOutCallbackPath = PathString.Empty;
        options.RemoteAuthenticationTimeout = _journey;
        options.EventsType = typeof(ProviderEvents);
        foreach (var cookie in (CookieBuilder[])[options.CorrelationCookie, options.NonceCookie])
        {
            cookie.Name = cookie == options.NonceCookie ? "csms-nonce." : "csms-journey.";
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidAudience = settings.ClientId,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512],
            ClockSkew = TokenRules.ClockSkew,
            NameClaimType = settings.NameClaim,
        };
        options.Backchannel = new HttpClient(new AvailableOnly(new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = _patience, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }))
        {
            Timeout = _patience, MaxResponseContentBufferSize = MaxAnswerBytes,
        };
        options.ConfigurationManager = DocumentsOf(settings.Authority, options.Backchannel);
    }

    /// <summary>Discovery document and keys of a provider, kept and read again when they are old or a key is unknown.</summary>
    internal static ConfigurationManager<OpenIdConnectConfiguration> DocumentsOf(string authority, HttpClient client) =>
        new(ProviderAddress.DiscoveryOf(authority), new OpenIdConnectConfigurationRetriever(),
            // The check judges the addresses within: https, or this machine.
            new HttpDocumentRetriever(client) { RequireHttps = !new Uri(authority).IsLoopback }, new ProviderDocumentCheck(authority))
        {
            RefreshInterval = _keysAtMostEvery,
            // A key that the provider has taken away counts no more.
            UseLastKnownGoodConfiguration = false,
        };
}
