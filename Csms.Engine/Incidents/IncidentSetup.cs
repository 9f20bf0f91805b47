using Csms.Engine.Certificates;
using Csms.Engine.Gateway;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Monitoring;
using Csms.Engine.Payments;
using Csms.Engine.PlugAndCharge;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Incidents;

/// <summary>Registration of the incidents; after the stations, whose rebuilt state they judge. The host adds an <see cref="ISecretSeal"/>.</summary>
internal static class IncidentSetup
{
    public static IServiceCollection AddIncidents(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<IncidentOptions>().Bind(configuration.GetSection(IncidentOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<IncidentSettings>().AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<IncidentSettings>());
        services.AddSingleton<IncidentStore>();
        services.AddSingleton<IncidentWatch>();
        services.AddSingleton<IStationObserver>(provider => provider.GetRequiredService<IncidentWatch>());
        services.AddSingleton<ChannelDirectory>().AddSingleton<IKeepsEntered>(provider => provider.GetRequiredService<ChannelDirectory>());
        services.AddSingleton<Outbox>();
        services.AddSingleton<NoticeText>();
        services.AddSingleton<HttpPost>();
        services.AddSingleton<INotificationSender, WebhookSender>();
        services.AddSingleton<INotificationSender, PagerDutySender>();
        services.AddSingleton<INotificationSender, EmailSender>();
        services.AddSingleton<Mailer>();
        services.AddSingleton(provider => new NotificationDispatcher(
            provider.GetRequiredService<ChannelDirectory>(),
            provider.GetRequiredService<Outbox>(),
            provider.GetRequiredService<NoticeText>(),
            provider.GetServices<INotificationSender>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<NotificationDispatcher>>()));
        services.AddSingleton(provider => new IncidentDesk(
            provider.GetRequiredService<StationRegistry>(),
            provider.GetRequiredService<IncidentWatch>(),
            provider.GetRequiredService<IncidentSettings>(),
            provider.GetRequiredService<IncidentStore>(),
            provider.GetRequiredService<ChannelDirectory>(),
            provider.GetRequiredService<NotificationDispatcher>(),
            provider.GetRequiredService<StationCommands>(),
            provider.GetRequiredService<ClientCertificates>(),
            provider.GetRequiredService<PncHealth>(),
            provider.GetRequiredService<MonitorBook>(),
            provider.GetRequiredService<SettlementBook>(),
            provider.GetRequiredService<IOptions<LimitsOptions>>().Value.ConnectorsPerStation,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<IncidentDesk>>()));
        services.AddHostedService(provider => provider.GetRequiredService<IncidentDesk>());
        services.AddHostedService(provider => provider.GetRequiredService<NotificationDispatcher>());
        return services;
    }
}
