namespace Csms.Console.Lists;

/// <summary>What all lists share: saved views, choice of columns.</summary>
internal static class ListsSetup
{
    public static IServiceCollection AddConsoleLists(this IServiceCollection services) => services.AddSingleton<ListStore>().AddScoped<ListDesk>();
}
