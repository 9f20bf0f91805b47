using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Bench.Measures;

namespace Csms.Bench.Runs;

/// <summary>What a command found, where and with what.</summary>
/// <param name="Database">Version and durability of PostgreSQL, where it could be asked.</param>
internal sealed record Report(string Command, Machine Machine, string? Database, IReadOnlyList<object> Results, IReadOnlyList<Figure>? Figures = null)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>JSON to the file, or to standard output.</summary>
    public async Task WriteAsync(string? file, CancellationToken cancellation)
    {
        var text = JsonSerializer.Serialize(this, Json);
        if (file is null) await System.Console.Out.WriteLineAsync(text);
        else await File.WriteAllTextAsync(file, text + "\n", cancellation);
    }

    /// <summary>A line for the person who waits.</summary>
    public static void Say(string text) => System.Console.Error.WriteLine(text);
}
