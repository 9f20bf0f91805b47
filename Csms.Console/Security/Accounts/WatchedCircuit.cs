using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Csms.Console.Security.Accounts;

/// <summary>An open page looks out for changes of its person's account.</summary>
internal sealed class WatchedCircuit(AuthenticationStateProvider authentication) : CircuitHandler
{
    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        (authentication as CircuitAuthentication)?.Watch();
        return Task.CompletedTask;
    }
}
