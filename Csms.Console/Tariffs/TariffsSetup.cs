namespace Csms.Console.Tariffs;

/// <summary>Composition of what people do with tariffs.</summary>
internal static class TariffsSetup
{
    public static IServiceCollection AddTariffDesks(this IServiceCollection services) => services.AddSingleton<TariffDesk>().AddSingleton<PriceDesk>().AddSingleton<CreditDesk>();
}
