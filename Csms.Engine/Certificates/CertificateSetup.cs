using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Certificates;

/// <summary>Registration of security events and connection security; after the stations, whose rebuilt state it reads.</summary>
internal static class CertificateSetup
{
    public static IServiceCollection AddCertificates(this IServiceCollection services)
    {
        services.AddSingleton<SecurityEventStore>();
        services.AddSingleton(provider => new SecurityEvents(
            provider.GetRequiredService<SecurityEventStore>(), provider.GetRequiredService<StationRegistry>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SecurityEvents>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<SecurityEvents>());
        services.AddSingleton<PasswordChangeStore>();
        services.AddSingleton(provider => new PasswordChanges(
            provider.GetRequiredService<PasswordChangeStore>(),
            provider.GetRequiredService<StationRegistry>(),
            new Lazy<StationDirectory>(provider.GetRequiredService<StationDirectory>),
            new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<PasswordChanges>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<PasswordChanges>());
        services.AddHostedService(provider => provider.GetRequiredService<SecurityEvents>());
        services.AddHostedService(provider => provider.GetRequiredService<PasswordChanges>());
        return services;
    }
}
