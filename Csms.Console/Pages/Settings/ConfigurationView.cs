using System.Globalization;
using System.Reflection;
using Csms.Engine;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;
using Microsoft.Extensions.Configuration.Json;

namespace Csms.Console.Pages.Settings;

/// <summary>Every setting of appsettings.Example.json as it is in force, and where its value comes from. Secrets are never read out.</summary>
internal static class ConfigurationView
{
    private const string Database = "ConnectionStrings:Csms", Urls = "urls";

    /// <summary>Their values are for nobody's eyes.</summary>
    private static readonly string[] _secret = [Database, "Csms:Bootstrap:AdminPassword", "Csms:Bootstrap:ApiKey", "Csms:OpenIdConnect:ClientSecret"];

    private static readonly IReadOnlyList<KeyValuePair<string, string>> _defaults =
    [
        new(Urls, HostArguments.DefaultUrls), new(Database, ""),
        .. from assembly in new[] { typeof(EngineSetup).Assembly, typeof(ConsoleApp).Assembly }
           from type in assembly.GetTypes()
           where type.Name.EndsWith("Options", StringComparison.Ordinal) && type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true }
           let section = (string)type.GetField("Section")!.GetRawConstantValue()!
           let options = Activator.CreateInstance(type)!
           from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
           where property.CanWrite && property.GetMethod!.IsPublic
           orderby section, property.MetadataToken
           select KeyValuePair.Create($"{section}:{property.Name}", Convert.ToString(property.GetValue(options), CultureInfo.InvariantCulture) ?? ""),
    ];

    /// <summary>What was said differently from the default comes first.</summary>
    public static IReadOnlyList<ConfiguredSetting> Of(IConfiguration configuration) =>
        [.. _defaults.Select(setting => Read(configuration, setting.Key, setting.Value)).OrderBy(setting => setting.Source is null)];

    private static ConfiguredSetting Read(IConfiguration configuration, string key, string byDefault)
    {
        var source = (configuration as IConfigurationRoot)?.Providers.Reverse().FirstOrDefault(provider => provider.TryGet(key, out var said) && !string.IsNullOrEmpty(said));
        return new ConfiguredSetting(key, _secret.Contains(key) ? null : source is null ? byDefault : configuration[key], source is null ? null : NameOf(source));
    }

    private static string NameOf(IConfigurationProvider provider) => provider switch
    {
        JsonConfigurationProvider json => json.Source.Path ?? "JSON",
        EnvironmentVariablesConfigurationProvider => "environment",
        CommandLineConfigurationProvider => "arguments",
        _ => "arguments", // HostArguments hands them over in memory
    };
}
