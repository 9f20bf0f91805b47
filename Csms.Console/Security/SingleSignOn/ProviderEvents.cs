using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Csms.Console.Security.SingleSignOn;

/// <summary>What this console adds to the flow: the last rules of the token, a small ticket, and an end in words when it fails.</summary>
internal sealed partial class ProviderEvents(IOptions<SingleSignOnOptions> settings, TimeProvider time, ILogger<ProviderEvents> log) : OpenIdConnectEvents
{
    // Longer ones are not kept: they would be too long for the address of a sign-out as well.
    private const int MaxIdToken = 4096;

    /// <inheritdoc/>
    public override Task TokenValidated(TokenValidatedContext context)
    {
        // Thrown, so that it goes the way of every other fault of a token, with what the person wanted to open.
        if (TokenRules.FaultOf(context.SecurityToken, settings.Value.ClientId, time.GetUtcNow()) is { } fault) throw new SecurityTokenValidationException(fault);
        if (context.TokenEndpointResponse?.IdToken is { Length: <= MaxIdToken } token)
            context.Properties!.StoreTokens([new AuthenticationToken { Name = OpenIdConnectParameterNames.IdToken, Value = token }]);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task TicketReceived(TicketReceivedContext context)
    {
        context.Principal = ProviderIdentity.From(context.Principal!, settings.Value).ToPrincipal();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.Response.Redirect(ProviderPaths.Refused(ProviderRefusal.Cancelled, "", SignOnProvider.ReturnUrlOf(context.Properties)));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task RemoteFailure(RemoteFailureContext context)
    {
        var (refusal, code) = (ReasonOf(context.Failure), NewCode());
        NotSignedIn(refusal, code, context.Failure);
        context.Response.Redirect(ProviderPaths.Refused(refusal, code, SignOnProvider.ReturnUrlOf(context.Properties)));
        context.HandleResponse();
        return Task.CompletedTask;
    }

    /// <summary>A code that a person can tell, and that finds the reason in the log.</summary>
    internal static string NewCode() => RandomNumberGenerator.GetHexString(8, lowercase: true);

    /// <summary>From what broke to what can be said of it.</summary>
    internal static ProviderRefusal ReasonOf(Exception? failure)
    {
        for (var fault = failure; fault is not null; fault = fault.InnerException)
        {
            switch (fault)
            {
                case HttpRequestException or TaskCanceledException or IOException or JsonException:
                    return ProviderRefusal.Unreachable;
                case OpenIdConnectProtocolException when fault.Data.Contains("error"):
                    return ProviderRefusal.Refused;
                case AuthenticationFailureException { Message: "Correlation failed." }:
                    return ProviderRefusal.TooLate;
            }
        }
        return ProviderRefusal.Invalid;
    }

    [LoggerMessage(7201, LogLevel.Warning, "A sign-in with the provider failed ({Refusal}), code {Code}")]
    private partial void NotSignedIn(ProviderRefusal refusal, string code, Exception? failure);
}
