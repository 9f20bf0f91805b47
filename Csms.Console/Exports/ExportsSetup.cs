namespace Csms.Console.Exports;

/// <summary>Composition of what hands out files.</summary>
internal static class ExportsSetup
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services.AddScoped<FileHandOver>();
}
