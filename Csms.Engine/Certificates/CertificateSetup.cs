using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Certificates;

/// <summary>Registration of security events and connection security; after the stations, whose rebuilt state it reads.</summary>
internal static class CertificateSetup
{
    public static IServiceCollection AddCertificates(this IServiceCollection services, IConfiguration configuration)
    {
        AddSigning(services, configuration);
        AddHeld(services);
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

    private static void AddSigning(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CertificateOptions>().Bind(configuration.GetSection(CertificateOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(provider => new StationAuthority(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<ISecretSeal>(),
            provider.GetRequiredService<IOptions<StorageOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<StationAuthority>>()));
        services.AddSingleton<ITlsAuthority>(provider => provider.GetRequiredService<StationAuthority>());
        services.AddSingleton(provider => new CertificateNames(
            provider.GetRequiredService<IOptions<CertificateOptions>>(), provider.GetRequiredService<VariableStore>(), new Lazy<StationRegistry>(provider.GetRequiredService<StationRegistry>)));
        services.AddSingleton<ExternalAuthority>().AddSingleton<CertificateSigner>().AddSingleton<SigningStore>();
        services.AddSingleton(provider => new CertificateSignings(
            provider.GetRequiredService<SigningStore>(),
            provider.GetRequiredService<CertificateSigner>(),
            provider.GetRequiredService<CertificateNames>(),
            provider.GetRequiredService<StationRegistry>(),
            new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CertificateSignings>>()));
        services.AddSingleton<IStationDesk>(provider => provider.GetRequiredService<CertificateSignings>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<CertificateSignings>());
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<CertificateSignings>());
        services.AddHostedService(provider => provider.GetRequiredService<CertificateSignings>());
    }

    private static void AddHeld(IServiceCollection services)
    {
        services.AddSingleton<InstalledStore>();
        services.AddSingleton(provider => new InstalledBook(provider.GetRequiredService<InstalledStore>(), provider.GetRequiredService<StationRegistry>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<InstalledBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<InstalledBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<InstalledBook>());
        services.AddHostedService(provider => provider.GetRequiredService<InstalledBook>());
        services.AddSingleton(provider => new RootCertificates(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<RootCertificates>());
        services.AddHostedService(provider => provider.GetRequiredService<RootCertificates>());
        services.AddSingleton(provider => new RevokedCertificates(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<StationRegistry>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRevokedCertificates>(provider => provider.GetRequiredService<RevokedCertificates>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<RevokedCertificates>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<RevokedCertificates>());
        services.AddHostedService(provider => provider.GetRequiredService<RevokedCertificates>());
        services.AddSingleton(provider => new ClientCertificates(
            provider.GetRequiredService<NpgsqlDataSource>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<ServedCertificate>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClientCertificates>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<ClientCertificates>());
        services.AddHostedService(provider => provider.GetRequiredService<ClientCertificates>());
    }
}
