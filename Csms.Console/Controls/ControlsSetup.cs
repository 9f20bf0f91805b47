using Csms.Console.Texts;

namespace Csms.Console.Controls;

/// <summary>Composition of what controls need.</summary>
public static class ControlsSetup
{
    /// <summary>Formats, the shared timer, texts.</summary>
    public static IServiceCollection AddConsoleControls(this IServiceCollection services)
    {
        services.AddLocalization();
        services.AddOptions<ConsoleOptions>().BindConfiguration(ConsoleOptions.Section);
        services.AddScoped(provider => new Ticker(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping));
        services.AddScoped<Formats>().AddScoped<EngineWords>().AddScoped<Ask>();
        return services;
    }
}
