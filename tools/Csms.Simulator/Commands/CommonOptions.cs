using System.CommandLine;
using Csms.Simulator.Station;

namespace Csms.Simulator.Commands;

/// <summary>Options several commands share.</summary>
internal sealed class CommonOptions
{
    public Option<Uri> Url { get; } = new("--url", "-u") 
    {
        Description = "Endpoint without the station id, ws or wss.",
        DefaultValueFactory = _ => new Uri("ws://localhost:8080/ocpp"),
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url is { Scheme: "ws" or "wss" }) return url;
            result.AddError($"'{result.Tokens[0].Value}' is no ws or wss address.");
            return null;
        },
    };

    public Option<string> Version { get; } = Among(new Option<string>("--version", "-v") { Description = "OCPP version of the stations.", DefaultValueFactory = _ => "mixed" });

    public Option<string?> Password { get; } = new("--password") { Description = "HTTP Basic password of the stations." };

    public Option<double> Speed { get; } = new("--speed") { Description = "Simulated seconds a real second.", DefaultValueFactory = _ => 1 };

    public Option<string[]> Quirk { get; } = new("--quirk") { Description = "A misbehaviour by name, may be repeated; see 'quirks'.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [] };

    public Option<bool> Frames { get; } = new("--frames") { Description = "Print every frame." };

    public static OcppVersion VersionOf(string text, int index) => OcppVersions.TryParse(text) ?? (index % 3) switch { 0 => OcppVersion.V16, 1 => OcppVersion.V201, _ => OcppVersion.V21 };

    private static Option<string> Among(Option<string> option) => option.AcceptOnlyFromAmong("1.6", "2.0.1", "2.1", "mixed");
}
