using Csms.Console.Security.Accounts;

namespace Csms.Console.Lists;

/// <summary>What all lists share: saved views, choice of columns.</summary>
internal static class ListsSetup
{
    public static IServiceCollection AddConsoleLists(this IServiceCollection services) => services
        .AddSingleton<ListStore>().AddSingleton<IKeptForAccounts>(provider => provider.GetRequiredService<ListStore>())
        .AddSingleton<ViewDesk>().AddScoped<ListDesk>().AddHostedService<ListSweep>(); // after the tables of the accounts are there
}
