namespace Csms.Bench.Targets;

/// <summary>Starts the floor as a process of its own, so that its CPU and memory are its own.</summary>
internal static class Floor
{
    public const string Name = "floor";

    public static async Task<Target> StartAsync(CancellationToken cancellation)
    {
        var child = ChildProcess.Start(typeof(Floor).Assembly.Location, ["floor", "--urls", "http://127.0.0.1:0"]);
        try
        {
            var address = new Uri(await child.FirstLineAsync(cancellation));
            return new Target { Name = Name, Url = new UriBuilder(address) { Scheme = "ws", Path = "/ocpp" }.Uri, Pid = child.Id, Owner = child };
        }
        catch
        {
            await child.DisposeAsync();
            throw;
        }
    }
}
