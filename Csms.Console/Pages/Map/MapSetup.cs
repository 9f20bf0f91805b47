using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Map;

/// <summary>The map in the navigation, and its settings.</summary>
internal static class MapSetup
{
    public static IServiceCollection AddMapPage(this IServiceCollection services)
    {
        services.AddOptions<MapOptions>().BindConfiguration(MapOptions.Section)
            .Validate(options => options.IsValid(), $"{MapOptions.Section}:StyleUrl must be an http or https address, or a path of this host.")
            .ValidateOnStart();
        return services.AddSingleton<MapEquipment>().AddSingleton<MapPlaces>().AddNavEntry<MapTexts>("map", NavGroup.Operate, 10, "/map", "map", Permissions.StationsRead, 'm');
    }
}
