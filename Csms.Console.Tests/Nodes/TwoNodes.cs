using Csms.Console.Tests.Support;

namespace Csms.Console.Tests.Nodes;

/// <summary>Two hosts over one database, each with its own memory.</summary>
public sealed class TwoNodes : IAsyncLifetime
{
    public ConsoleHost First { get; } = new();

    public ConsoleHost Second { get; }

    public TwoNodes() => Second = new SecondNode(First);

    public async Task InitializeAsync()
    {
        await First.InitializeAsync();
        await Second.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await Second.DisposeAsync();
        await First.DisposeAsync();
    }

    private sealed class SecondNode(ConsoleHost first) : ConsoleHost
    {
        protected override void Configure(IDictionary<string, string?> settings)
        {
            settings["ConnectionStrings:Csms"] = first.ConnectionString;
            File.Copy(Path.Combine(first.DataFolder, "key-ring.secret"), Path.Combine(DataFolder, "key-ring.secret"));
        }
    }
}
