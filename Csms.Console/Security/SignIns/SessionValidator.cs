using System.Security.Claims;
using Csms.Console.Security.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Csms.Console.Security.SignIns;

/// <summary>A cookie goes on while its account is unchanged and its session has not been ended.</summary>
internal sealed class SessionValidator(IOptions<SecurityStampValidatorOptions> options, SignInManager<ConsoleUser> manager, ILoggerFactory loggers, SignInSessions sessions, IHttpContextAccessor accessor)
    : SecurityStampValidator<ConsoleUser>(options, manager, loggers)
{
    /// <inheritdoc/>
    protected override async Task<ConsoleUser?> VerifySecurityStamp(ClaimsPrincipal? principal) =>
        await base.VerifySecurityStamp(principal) is { } user
        && await sessions.IsOpenAsync(principal, accessor.HttpContext?.Connection.RemoteIpAddress?.MapToIPv4OrSame(), accessor.HttpContext?.RequestAborted ?? default) ? user : null;
}
