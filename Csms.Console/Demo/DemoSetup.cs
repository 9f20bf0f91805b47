using Csms.Engine.Payments;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Storage;
using Microsoft.Extensions.Options;

namespace Csms.Console.Demo;

/// <summary>Composition of the demo network.</summary>
internal static class DemoSetup
{
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DemoOptions>().Bind(configuration.GetSection(DemoOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        if (configuration.GetSection(DemoOptions.Section).Get<DemoOptions>() is { Stations: > 0 })
        {
            services.AddSingleton<IFirstData, DemoPast>();
            services.AddSingleton<DemoContracts>();
            services.AddSingleton<IPostConfigureOptions<PncOptions>>(provider => provider.GetRequiredService<DemoContracts>());
            services.PostConfigure<PaymentOptions>(payments => payments.Currency = payments.Currency.Length > 0 ? payments.Currency : "EUR");
            services.AddSingleton<DemoHost>();
            services.AddHostedService(provider => provider.GetRequiredService<DemoHost>());
        }

        return services;
    }
}
