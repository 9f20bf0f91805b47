using System.Text.Json;

namespace Csms.SchemaGen;

/// <summary>Turns the official schemas into the message types of the engine.</summary>
public static class MessageGenerator
{
    /// <summary>All generated files of all versions: path below <c>Csms.Engine/Ocpp</c> and text. The same schemas give the same text.</summary>
    public static IReadOnlyDictionary<string, string> Generate(string schemasFolder)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var version in SchemaVersion.All)
        {
            var model = new MessageModel(version);
            foreach (var file in Directory.GetFiles(Path.Combine(schemasFolder, version.Folder), "*.json").Order(StringComparer.Ordinal))
            {
                // ReadAllText drops the byte order mark that some of the files carry.
                using var schema = JsonDocument.Parse(File.ReadAllText(file));
                model.AddMessage(Path.GetFileNameWithoutExtension(file), schema.RootElement);
            }

            var writer = new MessageWriter(model);
            foreach (var (name, text) in writer.Files())
            {
                files.Add(Path.Combine(version.Name, "Messages", name + ".g.cs"), text);
            }
        }

        return files;
    }
}
