using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>The provider as the pages see it: whether there is one, what it is called, the way there and back, and out.</summary>
internal sealed partial class SignOnProvider(IOptions<SingleSignOnOptions> settings, IOptionsMonitor<OpenIdConnectOptions> handler, AccessDirectory directory, ILogger<SignOnProvider> log)
{
    private const string Invitation = "invitation", ReturnUrl = "returnUrl";

    /// <summary>People may come from a provider.</summary>
    public bool IsOn => !string.IsNullOrWhiteSpace(settings.Value.Authority);

    /// <summary>What people call it.</summary>
    public string Name => !string.IsNullOrWhiteSpace(settings.Value.DisplayName) ? settings.Value.DisplayName.Trim() : IsOn ? new Uri(settings.Value.Authority).Host : "";

    /// <summary>Passwords are no way in, but for administrators.</summary>
    public bool IsOnlyWay => IsOn && settings.Value.Only;

    /// <summary>Roles come from the provider's groups, anew at each sign-in.</summary>
    public bool GivesRoles => IsOn && !string.IsNullOrWhiteSpace(settings.Value.GroupRoles);

    /// <summary>The provider sees to everybody's second factor: none is set up here by who has no password.</summary>
    public bool HasEveryFactor => IsOn && settings.Value.SecondFactor == SecondFactorTrust.Always;

    /// <summary>The link that begins.</summary>
    public static string Href(string? returnUrl, string? invitation = null)
    {
        var query = QueryString.Empty;
        if (returnUrl is not (null or "/")) query = query.Add(ReturnUrl, returnUrl);
        if (invitation is not null) query = query.Add(Invitation, invitation);
        return ProviderPaths.Begin + query;
    }

    /// <summary>Whether this person's password lets in.</summary>
    public async ValueTask<bool> MayUsePasswordAsync(ConsoleUser user, CancellationToken cancellationToken)
    {
        if (!IsOnlyWay) return true;
        if (settings.Value.BreakGlass.Trim() is { Length: > 0 } only && !only.Equals(user.Email, StringComparison.OrdinalIgnoreCase)) return false;
        return (await directory.OfUserAsync(user.Id, cancellationToken)).Sites(Permissions.UsersManage).All;
    }

    /// <summary>Leads to the provider; where it cannot, the address of the page that says so.</summary>
    /// <param name="context">The request; its answer leads there.</param>
    /// <param name="returnUrl">Where the person wants to go; an address of this console.</param>
    /// <param name="invitation">The link that the person came with.</param>
    public async Task<string?> BeginAsync(HttpContext context, string returnUrl, string? invitation)
    {
        var journey = new AuthenticationProperties { RedirectUri = ProviderPaths.Done, Items = { [ReturnUrl] = returnUrl } };
        if (!string.IsNullOrEmpty(invitation)) journey.Items[Invitation] = invitation;
        try
        {
            await context.ChallengeAsync(SingleSignOnSetup.Scheme, journey);
            return null;
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException or OpenIdConnectProtocolException or TaskCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            var code = ProviderEvents.NewCode();
            NotReached(settings.Value.Authority, code, fault);
            return ProviderPaths.Refused(ProviderRefusal.Unreachable, code, returnUrl);
        }
    }

    /// <summary>What the provider's answer left behind in this browser; null: nothing, or it is too old.</summary>
    public static async Task<(ProviderTicket Ticket, string ReturnUrl)?> TicketOfAsync(HttpContext context)
    {
        var external = await context.AuthenticateAsync(IdentityConstants.ExternalScheme);
        return ProviderIdentity.Read(external.Principal) is not { } identity ? null
            : (new ProviderTicket(identity, external.Properties!.GetTokenValue(OpenIdConnectParameterNames.IdToken), external.Properties!.Items.TryGetValue(Invitation, out var link) ? link : null), ReturnUrlOf(external.Properties) ?? "/");
    }

    /// <summary>Where the person wanted to go.</summary>
    internal static string? ReturnUrlOf(AuthenticationProperties? journey) => journey is not null && journey.Items.TryGetValue(ReturnUrl, out var url) ? url : null;

    /// <summary>Where a session at the provider is ended (OpenID Connect RP-Initiated Logout 1.0); null: it has no such place, or does not answer.</summary>
    /// <param name="context">The request; the provider leads back to its host.</param>
    /// <param name="idToken">The token of the sign-in.</param>
    public async Task<string?> SignOutAddressAsync(HttpContext context, string idToken)
    {
        try
        {
            var document = await handler.Get(SingleSignOnSetup.Scheme).ConfigurationManager!.GetConfigurationAsync(context.RequestAborted);
            if (string.IsNullOrEmpty(document.EndSessionEndpoint)) return null;
            return new OpenIdConnectMessage
            {
                IssuerAddress = document.EndSessionEndpoint, IdTokenHint = idToken, ClientId = settings.Value.ClientId, EnableTelemetryParameters = false,
                PostLogoutRedirectUri = $"{context.Request.Scheme}://{context.Request.Host}{ProviderPaths.SignIn}",
            }.CreateLogoutRequestUrl();
        }
        catch (Exception fault) when (fault is InvalidOperationException or HttpRequestException or IOException)
        {
            NotReached(settings.Value.Authority, ProviderEvents.NewCode(), fault);
            return null;
        }
    }

    [LoggerMessage(7202, LogLevel.Warning, "The provider {Authority} cannot be used, code {Code}")]
    private partial void NotReached(string authority, string code, Exception fault);
}
