namespace Csms.Simulator.Scenarios;

/// <summary>The scenarios built in.</summary>
public static class ScenarioCatalogue
{
    private const string Prefix = "scenario/";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<ScenarioFile> All { get; } = [.. typeof(ScenarioCatalogue).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>One by name, or null.</summary>
    public static ScenarioFile? Find(string name) => All.FirstOrDefault(s => string.Equals(s.Name, name, StringComparison.OrdinalIgnoreCase));

    private static ScenarioFile Read(string resource)
    {
        using var reader = new StreamReader(typeof(ScenarioCatalogue).Assembly.GetManifestResourceStream(resource)!);
        return ScenarioFile.Parse(reader.ReadToEnd());
    }
}
