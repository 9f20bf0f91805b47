using Csms.Engine.Gateway.Outbound;
using Csms.Engine.PlugAndCharge.Ocsp;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.PlugAndCharge;

/// <summary>Composition of Plug and Charge.</summary>
internal static class PncSetup
{
    public static IServiceCollection AddPlugAndCharge(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PncOptions>().Bind(configuration.GetSection(PncOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PncOptions>, PncOptionsCheck>();
        services.AddSingleton(provider => V2GTrust.Load(provider.GetRequiredService<IOptions<PncOptions>>().Value.Roots, []));
        services.AddSingleton(provider => new PncHealth(provider.GetRequiredService<V2GTrust>(), provider.GetRequiredService<IOptions<PncOptions>>()));
        services.AddSingleton(provider => new OcspClient(
            OutboundHttp.Create(provider.GetRequiredService<IOptions<PncOptions>>().Value.AllowPrivateOcsp), provider.GetRequiredService<V2GTrust>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new RevocationLists(
            provider.GetRequiredService<OcspClient>(), provider.GetRequiredService<V2GTrust>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new ContractJudge(
            provider.GetRequiredService<V2GTrust>(), provider.GetRequiredService<OcspClient>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IContractCertificates>(provider => new HttpContractCertificates(
            OutboundHttp.Create(allowPrivate: true),
            provider.GetRequiredService<IOptions<PncOptions>>(),
            provider.GetRequiredService<PncHealth>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<HttpContractCertificates>>()));
        services.AddHostedService(provider => new ProviderWatch(
            OutboundHttp.Create(allowPrivate: true), // the administrator's own address, as for the requests
            provider.GetRequiredService<IOptions<PncOptions>>(),
            provider.GetRequiredService<PncHealth>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ProviderWatch>>()));
        services.AddSingleton<IStationDesk>(provider => new ContractDesk(
            provider.GetRequiredService<ContractJudge>(),
            provider.GetRequiredService<TokenDirectory>(),
            provider.GetRequiredService<ContractAuthorizations>(),
            provider.GetRequiredService<PncHealth>(),
            provider.GetRequiredService<IPriceTerms>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ContractDesk>>()));
        services.AddSingleton<IStationDesk>(provider => new CertificateStatusDesk(provider.GetRequiredService<OcspClient>(), provider.GetRequiredService<RevocationLists>()));
        services.AddSingleton<IStationDesk>(provider => new EvCertificateDesk(provider.GetRequiredService<IContractCertificates>()));
        return services;
    }
}
