using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Gateway;

/// <summary>Registration of the gateway.</summary>
public static class GatewaySetup
{
    /// <summary>
    /// Adds the gateway. It needs an <see cref="IStationAdmission"/> and the dialects (<see cref="Ocpp.IOcppDialect"/>, one a version); every
    /// registered <see cref="IFrameSink"/> gets the raw frames.
    /// </summary>
    public static IServiceCollection AddOcppGateway(this IServiceCollection services, IConfiguration configuration)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddOptions<OcppOptions>().Bind(configuration.GetSection(OcppOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<LimitsOptions>().Bind(configuration.GetSection(LimitsOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton<LinkTiming>();
        services.AddSingleton<ConnectionRegistry>();
        services.AddSingleton<GatewayMetrics>();
        services.AddSingleton<GatewayServices>();
        services.AddSingleton<FailedConnects>();
        services.AddSingleton<RefusedConnects>();
        services.AddSingleton<OcppEndpoint>();
        services.AddSingleton(x => new SecureAddress(x.GetRequiredService<IOptions<TlsOptions>>(), x.GetRequiredService<IOptions<PublicOptions>>(), x.GetRequiredService<IServer>(), () => x.GetRequiredService<ITlsAuthority>().Root));
        services.AddHostedService<ConnectionSweeper>();
        services.Configure<KestrelServerOptions>(x =>
        {
            x.Limits.MaxConcurrentConnections = null;
            x.Limits.MaxConcurrentUpgradedConnections = null;
        });
        services.AddStationTls(configuration);
        return services;
    }

    /// <summary>
    /// Maps <c>/ocpp/{stationId}</c>. It short-circuits: a station signs in at the gateway, so the console's authentication, its scopes and
    /// services are never made for (and kept alive by) a connection that lasts for months.
    /// </summary>
    public static IEndpointConventionBuilder MapOcppGateway(this IEndpointRouteBuilder endpoints)
    {
        var endpoint = endpoints.ServiceProvider.GetRequiredService<OcppEndpoint>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(endpoint.HandleAsync);
        return endpoints.Map($"{SecureAddress.Path}/{{stationId}}", pipeline.Build()).AllowAnonymous().DisableHttpMetrics().ShortCircuit().WithDisplayName("OCPP gateway");
    }
}
