using System.Globalization;
using Csms.Console;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Pictures;

/// <summary>The real host with a demo network, over a data folder of its own that is removed afterwards.</summary>
internal sealed class DemoConsole : IAsyncDisposable
{
    public const string AdminEmail = "admin@example.com";
    public const string AdminPassword = "demo-demo-demo-1";

    private const int Stations = 24;

    private readonly WebApplication _app;
    private readonly DirectoryInfo _data;

    private DemoConsole(WebApplication app, DirectoryInfo data) => (_app, _data) = (app, data);

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<DemoConsole> StartAsync(CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("csms-pictures-");
        var app = ConsoleApp.Build(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Csms:DataDirectory"] = data.FullName,
            ["Csms:Demo:Stations"] = Stations.ToString(CultureInfo.InvariantCulture),
            ["Csms:Stations:AcceptUnknown"] = "true",
            ["Csms:Bootstrap:AdminEmail"] = AdminEmail,
            ["Csms:Bootstrap:AdminPassword"] = AdminPassword,
        }, ContentRoot(), builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));
        var demo = new DemoConsole(app, data);
        try
        {
            await app.StartAsync(cancellation);
            return demo;
        }
        catch
        {
            await demo.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _data.Delete(recursive: true);
    }

    private static string ContentRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Csms.Console.sln"))) return Path.Combine(folder.FullName, "Csms.Console");
        }

        throw new PictureException("The repository is not found above this program: start it there, or name a running console with --url.");
    }
}
