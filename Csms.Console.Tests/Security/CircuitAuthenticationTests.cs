using System.Security.Claims;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Console.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Csms.Console.Tests.Security;

/// <summary>An open page at the end of its host: its sign-in is checked every half a minute, also when there is nobody left to ask.</summary>
public sealed class CircuitAuthenticationTests(ConsoleHost host) : IClassFixture<ConsoleHost>
{
    [Fact]
    public async Task Check_AfterTheHostHasStopped_AsksNobody()
    {
        using var ended = new ServiceCollection().BuildServiceProvider();
        var lifetime = new ApplicationLifetime(NullLogger<ApplicationLifetime>.Instance);
        using var authentication = new CircuitAuthentication(
            NullLoggerFactory.Instance, ended.GetRequiredService<IServiceScopeFactory>(), Options.Create(new IdentityOptions()), host.Services.GetRequiredService<AccessDirectory>(), lifetime);
        var state = new AuthenticationState(new ClaimsPrincipal(new ClaimsIdentity()));
        await ended.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => authentication.IsValidAsync(state, CancellationToken.None));
        lifetime.StopApplication();

        Assert.True(await authentication.IsValidAsync(state, CancellationToken.None));
    }

    [Fact]
    public async Task Dispose_ByEveryNameItGoesBy_EndsItOnce()
    {
        await using var scope = host.Services.CreateAsyncScope();
        var authentication = Assert.IsType<CircuitAuthentication>(scope.ServiceProvider.GetRequiredService<AuthenticationStateProvider>());
        authentication.Watch();
        ((IDisposable)authentication).Dispose();
        ((IDisposable)authentication).Dispose();
        host.Services.GetRequiredService<AccessDirectory>().Forget(Guid.NewGuid());
    }
}
