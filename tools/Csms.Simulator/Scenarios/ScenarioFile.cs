using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;

namespace Csms.Simulator.Scenarios;

/// <summary>A story a station plays, from JSON.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ScenarioFile
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web) { ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    private static readonly string[] _verbs =
    [
        "connect", "plug", "tap", "unplug", "stop", "wait", "waitFor", "delivered", "offline", "online", "fault", "mend", "reboot", "command", "call", "raw",
    ];

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>What it shows, one line.</summary>
    public required string Description { get; init; }

    /// <summary>Versions it makes sense for: 1.6, 2.0.1, 2.1.</summary>
    public IReadOnlyList<string> Versions { get; init; } = ["1.6", "2.0.1", "2.1"];

    /// <summary>Outlets: ac22 or ccsN (kW).</summary>
    public IReadOnlyList<string> Evses { get; init; } = ["ac22"];

    /// <summary>Simulated seconds a real second unless the caller says otherwise.</summary>
    public double Speed { get; init; } = 60;

    /// <summary>Sample interval in simulated seconds.</summary>
    public int MeterIntervalSeconds { get; init; } = 60;

    /// <summary>Quirks by name.</summary>
    public IReadOnlyList<string> Quirks { get; init; } = [];

    /// <summary>The story.</summary>
    public required IReadOnlyList<ScenarioStep> Steps { get; init; }

    /// <summary>Reads a scenario; all faults are reported together.</summary>
    /// <exception cref="FormatException">It is no valid scenario.</exception>
    public static ScenarioFile Parse(string json)
    {
        ScenarioFile file;
        try
        {
            file = JsonSerializer.Deserialize<ScenarioFile>(json, _options) ?? throw new FormatException("The scenario is empty.");
        }
        catch (JsonException e)
        {
            throw new FormatException($"The scenario is not readable: {e.Message}", e);
        }
        var faults = file.Steps.Where(s => !_verbs.Contains(s.Do)).Select(s => $"unknown step '{s.Do}'")
            .Concat(file.Steps.Where(s => s.Evse < 1 || s.Evse > file.Evses.Count).Select(s => $"step '{s.Do}' names EVSE {s.Evse} of {file.Evses.Count}"))
            .Concat(file.Steps.Where(s => s is { Do: "tap", Token: null }).Select(_ => "a tap needs a token"))
            .Concat(file.Steps.Where(s => s is { Do: "command", V16: null, V2: null }).Select(_ => "a command needs v16 or v2"))
            .Concat(file.Quirks.Where(q => QuirkCatalogue.TryCreate(q) is null).Select(q => $"unknown quirk '{q}'"))
            .Concat(file.Evses.Where(e => TryEvse(e) is null).Select(e => $"unknown outlet '{e}'"))
            .Concat(file.Versions.Where(v => OcppVersions.TryParse(v) is null).Select(v => $"unknown version '{v}'"))
            .ToArray();
        return faults.Length == 0 ? file : throw new FormatException($"Scenario {file.Name}: {string.Join("; ", faults)}.");
    }

    /// <summary>The station the scenario is played on.</summary>
    public StationOptions Station(string id, Uri url, OcppVersion version) => new()
    {
        Id = id,
        Url = url,
        Version = version,
        Speed = Speed,
        MeterInterval = TimeSpan.FromSeconds(MeterIntervalSeconds),
        Quirks = [.. Quirks.Select(q => QuirkCatalogue.TryCreate(q)!)],
        Evses = [.. Evses.Select(e => TryEvse(e)!)],
    };

    private static EvseOptions? TryEvse(string text) =>
        text == "ac22" ? EvseOptions.Ac22
        : text.StartsWith("ccs", StringComparison.Ordinal) && double.TryParse(text.AsSpan(3), System.Globalization.CultureInfo.InvariantCulture, out var kilowatts) ? EvseOptions.Ccs(kilowatts)
        : null;
}
