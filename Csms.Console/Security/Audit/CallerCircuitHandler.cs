using Microsoft.AspNetCore.Components.Server.Circuits;

namespace Csms.Console.Security.Audit;

/// <summary>Keeps the address a circuit was opened from for the audit entries of its events.</summary>
internal sealed class CallerCircuitHandler(IHttpContextAccessor accessor, CallerAddress caller) : CircuitHandler
{
    private readonly string? _address = accessor.HttpContext?.Connection.RemoteIpAddress?.MapToIPv4OrSame();

    public override Func<CircuitInboundActivityContext, Task> CreateInboundActivityHandler(Func<CircuitInboundActivityContext, Task> next) => async context =>
    {
        caller.Enter(_address);
        await next(context);
    };
}
