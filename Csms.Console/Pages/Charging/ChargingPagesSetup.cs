namespace Csms.Console.Pages.Charging;

/// <summary>Composition of the tab Smart charging.</summary>
internal static class ChargingPagesSetup
{
    public static IServiceCollection AddChargingPages(this IServiceCollection services) => services.AddScoped<ChargingWords>();
}
