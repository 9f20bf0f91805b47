using Csms.Console.Commands.Bulk;
using Csms.Console.Commands.Campaigns;

namespace Csms.Console.Commands;

/// <summary>Composition of the operators' commands.</summary>
internal static class CommandsSetup
{
    public static IServiceCollection AddOperatorCommands(this IServiceCollection services) => services
        .AddScoped<CommandExecutor>()
        .AddScoped<CommandWords>()
        .AddScoped<CommandOpener>()
        .AddSingleton<BulkDesk>()
        .AddSingleton<RawDesk>()
        .AddSingleton<StopDesk>()
        .AddSingleton<LimitDesk>()
        .AddSingleton<StartLimitDesk>()
        .AddSingleton<ReservationDesk>()
        .AddSingleton<DisplayDesk>()
        .AddSingleton<SwapDesk>()
        .AddSingleton<StreamDesk>()
        .AddSingleton<CustomerDesk>()
        .AddSingleton<FirmwareDesk>()
        .AddSingleton<CertificateDesk>()
        .AddSingleton<CampaignDesk>()
        .AddSingleton<NetworkDesk>()
        .AddScoped<BulkOpener>();
}
