using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Reservations;

/// <summary>Composition of the reservations.</summary>
internal static class ReservationSetup
{
    public static IServiceCollection AddReservations(this IServiceCollection services)
    {
        services.AddSingleton(provider => new ReservationBook(
            new ReservationStore(provider.GetRequiredService<NpgsqlDataSource>()),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ReservationBook>>()));
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<ReservationBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<ReservationBook>());
        services.AddSingleton<IStationDesk>(provider => provider.GetRequiredService<ReservationBook>());
        services.AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<ReservationBook>());
        services.AddHostedService(provider => provider.GetRequiredService<ReservationBook>());
        return services;
    }
}
