using Csms.Console.Demo;
using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Simulator;

/// <summary>The simulator in the navigation, where a demo network runs.</summary>
internal static class SimulatorSetup
{
    public static IServiceCollection AddSimulatorPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddScoped<SimulatorBench>();
        return configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() is { Stations: > 0 }
            ? services.AddNavEntry<SimulatorTexts>("simulator", NavGroup.Manage, 99, "/simulator", "plug", Permissions.CommandConfig)
            : services;
    }
}
