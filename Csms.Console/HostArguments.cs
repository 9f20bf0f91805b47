using System.Globalization;

namespace Csms.Console;

/// <summary>
/// The command line of the host as settings: <c>--demo [STATIONS]</c>, <c>--urls URL</c>, <c>--data DIR</c>, <c>--help</c>, and any
/// setting by its full name (<c>--Csms:Limits:MessagesPerSecond 0</c>). Values in, values out.
/// </summary>
/// <param name="Settings">Configuration keys and values; they go over every other source.</param>
/// <param name="Error">What is wrong with the arguments, for the person who typed them; null when nothing is.</param>
/// <param name="Help">Whether <see cref="Usage"/> was asked for.</param>
internal sealed record HostArguments(IReadOnlyDictionary<string, string?> Settings, string? Error, bool Help)
{
    /// <summary>Where the host listens when nothing else is said.</summary>
    public const string DefaultUrls = "http://localhost:8080";

    /// <summary>Stations of <c>--demo</c> without a number.</summary>
    public const int DefaultDemoStations = 24;

    public const string DemoStationsKey = "Csms:Demo:Stations";
    public const string AcceptUnknownKey = "Csms:Stations:AcceptUnknown";
    public const string DataDirectoryKey = "Csms:DataDirectory";
    public const string UrlsKey = "urls";

    private const int MostDemoStations = 10_000;

    public const string Usage = """
        Options:
          --demo [STATIONS]  add a network of simulated stations (24 when no number is given); any station may connect
          --urls URL         where to listen; default http://localhost:8080
          --data DIR         folder of the private PostgreSQL and of what belongs to it; default ./data
          --Section:Key V    any setting of appsettings.Example.json
          --help             this text
        """;

    public static HostArguments Parse(IReadOnlyList<string> arguments)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Count; i++)
        {
            var (name, value) = Split(arguments[i]);
            switch (name)
            {
                case "--help" or "-h":
                    return new(settings, null, true);
                case "--demo":
                    value ??= i + 1 < arguments.Count && !IsOption(arguments[i + 1]) ? arguments[++i] : null;
                    if (!TryStations(value, out var stations)) return Wrong($"--demo takes a number of stations from 1 to {MostDemoStations}, not '{value}'.");
                    settings[DemoStationsKey] = stations.ToString(CultureInfo.InvariantCulture);
                    settings[AcceptUnknownKey] = "true";
                    break;
                case "--data" or "--urls":
                    value ??= i + 1 < arguments.Count && !IsOption(arguments[i + 1]) ? arguments[++i] : null;
                    if (string.IsNullOrWhiteSpace(value)) return Wrong(name == "--data" ? "--data takes a folder." : "--urls takes an address such as http://0.0.0.0:8080.");
                    settings[name == "--data" ? DataDirectoryKey : UrlsKey] = value;
                    break;
                case not null when IsOption(name) && name.Contains(':', StringComparison.Ordinal):
                    value ??= i + 1 < arguments.Count ? arguments[++i] : null;
                    if (value is null) return Wrong($"{name} takes a value.");
                    settings[name[2..]] = value;
                    break;
                default:
                    return Wrong($"'{arguments[i]}' is not an option of this program.");
            }
        }
        return new(settings, null, false);

        HostArguments Wrong(string error) => new(settings, error, false);
    }

    /// <summary>Puts the arguments over all other settings, and the default address where none is set.</summary>
    public void AddTo(IConfigurationManager configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.AddInMemoryCollection(Settings);
        if (string.IsNullOrEmpty(configuration[UrlsKey])) configuration[UrlsKey] = DefaultUrls;
    }

    private static (string Name, string? Value) Split(string argument)
    {
        var at = argument.IndexOf('=', StringComparison.Ordinal);
        return at < 0 || !IsOption(argument) ? (argument, null) : (argument[..at], argument[(at + 1)..]);
    }

    private static bool IsOption(string argument) => argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2;

    private static bool TryStations(string? text, out int stations)
    {
        stations = DefaultDemoStations;
        return text is null || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out stations) && stations is >= 1 and <= MostDemoStations);
    }
}
