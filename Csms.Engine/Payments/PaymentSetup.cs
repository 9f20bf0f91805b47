using Csms.Engine.Gateway.Outbound;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Payments;

/// <summary>Composition of the payments.</summary>
internal static class PaymentSetup
{
    public static IServiceCollection AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PaymentOptions>().Bind(configuration.GetSection(PaymentOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PaymentOptions>, PaymentOptionsCheck>();
        services.AddSingleton(provider => new SettlementBook(
            new SettlementStore(provider.GetRequiredService<NpgsqlDataSource>()),
            provider.GetRequiredService<SessionStore>(),
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<IOptions<PaymentOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<SettlementBook>>()));
        services.AddSingleton<IStationDesk>(provider => provider.GetRequiredService<SettlementBook>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<SettlementBook>());
        services.AddHostedService(provider => provider.GetRequiredService<SettlementBook>());
        services.AddSingleton<IVatRegister>(provider => new HttpVatRegister(
            OutboundHttp.Create(allowPrivate: true),
            provider.GetRequiredService<IOptions<PaymentOptions>>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HttpVatRegister>>()));
        services.AddSingleton<IStationDesk>(provider => new VatDesk(provider.GetRequiredService<IVatRegister>(), provider.GetRequiredService<IOptions<PaymentOptions>>()));
        services.AddSingleton<WebPayments>();
        services.AddSingleton<ICommandFollower>(provider => provider.GetRequiredService<WebPayments>());
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<WebPayments>());
        services.AddHostedService(provider => provider.GetRequiredService<WebPayments>());
        return services;
    }
}
