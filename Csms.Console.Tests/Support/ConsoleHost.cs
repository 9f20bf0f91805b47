using System.Runtime.CompilerServices;
using Csms.Engine.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Console.Tests.Support;

/// <summary>The real host on a free loopback port over a database of its own. One a test class, as IClassFixture.</summary>
public class ConsoleHost : IAsyncLifetime
{
    /// <summary>E-mail of the first administrator.</summary>
    public const string AdminEmail = "admin@example.com";
    /// <summary>Password of the first administrator.</summary>
    public const string AdminPassword = "correct-horse-7";
    /// <summary>The first API key, with all scopes.</summary>
    public const string ApiKey = "test-key-of-the-console";

    private readonly string _data = Directory.CreateTempSubdirectory("csms-console-").FullName;
    private TestDatabase? _database;
    private WebApplication? _app;

    /// <summary>Services of the running host.</summary>
    public IServiceProvider Services => _app!.Services;

    /// <summary>Its data folder.</summary>
    public string DataFolder => _data;

    /// <summary>"http://127.0.0.1:41234".</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Its database.</summary>
    public string ConnectionString => _database!.ConnectionString;

    /// <summary>A client without cookies and without following of redirects.</summary>
    public HttpClient Client(bool withKey = false)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        if (withKey) client.DefaultRequestHeaders.Authorization = new("Bearer", ApiKey);
        return client;
    }

    /// <inheritdoc />
    public virtual async Task InitializeAsync()
    {
        _database = await PostgresServer.CreateDatabaseAsync();
        var settings = new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["ConnectionStrings:Csms"] = _database.ConnectionString,
            ["Csms:DataDirectory"] = _data,
            ["Csms:Bootstrap:AdminEmail"] = AdminEmail,
            ["Csms:Bootstrap:AdminPassword"] = AdminPassword,
            ["Csms:Bootstrap:ApiKey"] = ApiKey,
        };
        Configure(settings);
        _app = ConsoleApp.Build(settings, ContentRoot(), builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning);
            Adjust(builder);
        });
        await _app.StartAsync();
        Address = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => address.StartsWith("http://", StringComparison.Ordinal)));
    }

    /// <inheritdoc />
    public virtual async Task DisposeAsync()
    {
        await StopAsync();
        if (_database is not null) await _database.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Ends the host as Ctrl+C does; what is connected to it stays as it is.</summary>
    public async Task StopAsync()
    {
        if (_app is not { } app) return;
        _app = null;
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Last word on the services of a derived fixture.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    /// <summary>Settings of a derived fixture.</summary>
    protected virtual void Configure(IDictionary<string, string?> settings)
    {
    }

    private static string ContentRoot([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Csms.Console.sln"))) return Path.Combine(folder, "Csms.Console");
        return Path.Combine(AppContext.BaseDirectory);
    }
}
