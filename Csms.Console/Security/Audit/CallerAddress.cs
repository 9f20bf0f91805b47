namespace Csms.Console.Security.Audit;

/// <summary>
/// The address the present request or circuit comes from. A circuit handler sets it for the circuit's inbound work, because there
/// HttpContext is that of the first request or gone.
/// </summary>
internal sealed class CallerAddress(IHttpContextAccessor accessor)
{
    private readonly AsyncLocal<string?> _circuit = new();

    public string? Address => _circuit.Value ?? accessor.HttpContext?.Connection.RemoteIpAddress?.MapToIPv4OrSame();

    public void Enter(string? address) => _circuit.Value = address;
}
