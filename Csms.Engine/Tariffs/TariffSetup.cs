using Csms.Engine.Energy;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Prices;
using Csms.Engine.Reservations;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Csms.Engine.Tariffs.OnStation;
using Csms.Engine.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Tariffs;

/// <summary>Composition of the tariffs. Stands before the stations: their sessions are restored with them.</summary>
internal static class TariffSetup
{
    public static IServiceCollection AddTariffs(this IServiceCollection services)
    {
        services.AddSingleton(provider => new TariffDirectory(new TariffStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TariffStore>>())));
        services.AddSingleton<ITariffVersions>(provider => provider.GetRequiredService<TariffDirectory>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<TariffDirectory>());
        services.AddHostedService(provider => provider.GetRequiredService<TariffDirectory>());
        services.AddSingleton(provider => new CreditBook(
            new CreditStore(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<TimeProvider>()),
            provider.GetRequiredService<RunningTokens>(),
            new Lazy<StationRegistry>(provider.GetRequiredService<StationRegistry>),
            new Lazy<IPriceTerms>(provider.GetRequiredService<IPriceTerms>),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<CreditBook>>()));
        services.AddSingleton<ITokenCredit>(provider => provider.GetRequiredService<CreditBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<CreditBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<CreditBook>());
        services.AddHostedService(provider => provider.GetRequiredService<CreditBook>());
        services.AddSingleton<IPriceTerms>(provider => new TariffChoice(
            provider.GetRequiredService<TariffDirectory>(),
            provider.GetRequiredService<TokenDirectory>(),
            provider.GetRequiredService<SiteDirectory>(),
            new Lazy<ChargingBook>(provider.GetRequiredService<ChargingBook>),
            new Lazy<StationTariffBook>(provider.GetRequiredService<StationTariffBook>),
            provider.GetRequiredService<CreditBook>(),
            new Lazy<ReservationBook>(provider.GetRequiredService<ReservationBook>)));
        services.AddSingleton(provider => new Lazy<IPriceTerms>(provider.GetRequiredService<IPriceTerms>));
        services.AddSingleton(provider => new SpentWatch(
            provider.GetRequiredService<StationRegistry>(),
            new Lazy<StationCommands>(provider.GetRequiredService<StationCommands>),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SpentWatch>>()));
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<SpentWatch>());
        services.AddHostedService(provider => provider.GetRequiredService<SpentWatch>());
        return services;
    }
}
