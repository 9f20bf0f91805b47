using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Engine.Tests.Faults;

/// <summary>A host over a PostgreSQL of its own that can be stopped and started again.</summary>
public sealed class OutageHost : EngineHost
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("csms-outage-").FullName;
    private EmbeddedPostgres _server;

    /// <summary>Not started yet.</summary>
    public OutageHost()
    {
        _server = Server();
        Settings = new Dictionary<string, string?> { ["ConnectionStrings:Csms"] = _server.ConnectionString };
    }

    /// <inheritdoc />
    protected override IReadOnlyDictionary<string, string?> Settings { get; }

    /// <inheritdoc />
    public override async Task InitializeAsync()
    {
        await _server.StartAsync(CancellationToken.None);
        await base.InitializeAsync();
    }

    /// <inheritdoc />
    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _server.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Stops the database as an administrator would: connections are cut, what is committed is on disk.</summary>
    internal async Task StopDatabaseAsync() => await _server.DisposeAsync();

    /// <summary>Starts it again over the same data.</summary>
    internal async Task StartDatabaseAsync()
    {
        _server = Server();
        await _server.StartAsync(CancellationToken.None);
    }

    private EmbeddedPostgres Server() => new(_folder, NullLogger.Instance);
}
