using System.Security.Claims;
using Csms.Console.Security.SignIns;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Console.Security.Accounts;

/// <summary>Ends circuits of people who were locked, deleted or signed out everywhere: at once, on whichever node it was done.</summary>
internal sealed partial class CircuitAuthentication : RevalidatingServerAuthenticationStateProvider
{
    private readonly IServiceScopeFactory _scopes;
    private readonly IOptions<IdentityOptions> _identity;
    private readonly AccessDirectory _directory;
    private readonly ILogger _logger;
    private readonly CancellationToken _stopping;
    private readonly CancellationTokenSource _gone = new();
    private Task _check = Task.CompletedTask;
    private int _ended;

    public CircuitAuthentication(ILoggerFactory loggers, IServiceScopeFactory scopes, IOptions<IdentityOptions> identity, AccessDirectory directory, IHostApplicationLifetime host) : base(loggers) =>
        (_scopes, _identity, _directory, _stopping, _logger) = (scopes, identity, directory, host.ApplicationStopping, loggers.CreateLogger<CircuitAuthentication>());

    protected override TimeSpan RevalidationInterval => AccessDirectory.Freshness;

    /// <summary>From now on changes of the account count at once. For circuits only: a request that changes its own account must not end itself.</summary>
    public void Watch() => _directory.Changed += OnChanged;

    /// <summary>Whether the account still stands as it did at the sign-in.</summary>
    internal async Task<bool> IsValidAsync(AuthenticationState authenticationState, CancellationToken cancellationToken)
    {
        if (_stopping.IsCancellationRequested) return true; // nobody can be asked any more, and the page ends with the host
        await using var scope = _scopes.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<ConsoleUser>>();
        var user = await users.GetUserAsync(authenticationState.User);
        if (user is null) return false;
        var held = authenticationState.User.FindFirstValue(_identity.Value.ClaimsIdentity.SecurityStampClaimType);
        if (held != await users.GetSecurityStampAsync(user)) return false;
        return await scope.ServiceProvider.GetRequiredService<SignInSessions>().IsOpenAsync(authenticationState.User, address: null, cancellationToken);
    }

    protected override Task<bool> ValidateAuthenticationStateAsync(AuthenticationState authenticationState, CancellationToken cancellationToken) => IsValidAsync(authenticationState, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _directory.Changed -= OnChanged;
        if (Interlocked.Exchange(ref _ended, 1) == 1) return; // the container ends it once for each name it goes by
        _gone.Cancel();
        _gone.Dispose();
        base.Dispose(disposing);
    }

    private void OnChanged(Guid userId) => _check = CheckAsync(userId, _check, _gone.Token);

    private async Task CheckAsync(Guid userId, Task before, CancellationToken cancellation)
    {
        try
        {
            await before;
            var state = await GetAuthenticationStateAsync();
            if (state.User.FindFirstValue(ClaimTypes.NameIdentifier) != userId.ToString() || await IsValidAsync(state, cancellation)) return;
            cancellation.ThrowIfCancellationRequested();
            SetAuthenticationState(Task.FromResult(new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()))));
        }
        catch (OperationCanceledException)
        {
            // The circuit ended by itself.
        }
        catch (NpgsqlException failure)
        {
            CheckLater(failure);
        }
    }

    [LoggerMessage(7010, LogLevel.Warning, "An open page could not be checked after its account changed; it is checked again within half a minute.")]
    private partial void CheckLater(Exception failure);
}
