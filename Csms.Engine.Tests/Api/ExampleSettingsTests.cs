using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Csms.Console;

namespace Csms.Engine.Tests.Api;

/// <summary>appsettings.Example.json says every option of every options class with its default, and nothing else.</summary>
public sealed class ExampleSettingsTests
{
    /// <summary>Settings of the framework that the file says as well.</summary>
    private static readonly string[] Others = ["urls", "ConnectionStrings:Csms"];

    private static string File => Path.Combine(SharedReference.Repository, "appsettings.Example.json");

    [Fact]
    public void Example_AgainstTheOptionsClasses_SaysTheSameKeysAndDefaults()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllText(File), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var said = Leaves(document.RootElement, "").Where(leaf => !Others.Contains(leaf.Key)).ToDictionary(StringComparer.Ordinal);
        var options = Options().ToDictionary(StringComparer.Ordinal);
        Assert.Equal(options.Keys.Order(StringComparer.Ordinal), said.Keys.Order(StringComparer.Ordinal));
        Assert.All(options, option => Assert.True(option.Value == said[option.Key], $"{option.Key} is {option.Value} when nothing is said, the example says {said[option.Key]}"));
    }

    [Fact]
    public void Example_EveryOption_HasACommentOfOneLine()
    {
        var lines = System.IO.File.ReadAllLines(File);
        for (var index = 1; index < lines.Length; index++)
        {
            var isOption = lines[index].TrimStart().StartsWith('"') && !lines[index].TrimEnd().EndsWith('{');
            Assert.True(!isOption || lines[index - 1].TrimStart().StartsWith("//", StringComparison.Ordinal), $"no comment above: {lines[index].Trim()}");
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> Options() =>
        from assembly in new[] { typeof(EngineSetup).Assembly, typeof(ConsoleApp).Assembly }
        from type in assembly.GetTypes()
        where type.Name.EndsWith("Options", StringComparison.Ordinal)
        let section = type.GetField("Section", BindingFlags.Public | BindingFlags.Static) is { IsLiteral: true } field ? (string?)field.GetRawConstantValue() : null
        where section is not null
        let defaults = Activator.CreateInstance(type)!
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.CanWrite && property.GetMethod!.IsPublic
        select KeyValuePair.Create($"{section}:{property.Name}", Convert.ToString(property.GetValue(defaults), CultureInfo.InvariantCulture) ?? "");

    private static IEnumerable<KeyValuePair<string, string>> Leaves(JsonElement element, string path) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject().SelectMany(member => Leaves(member.Value, path.Length == 0 ? member.Name : path + ":" + member.Name))
        : [KeyValuePair.Create(path, element.ValueKind switch
        {
            JsonValueKind.True => bool.TrueString,
            JsonValueKind.False => bool.FalseString,
            JsonValueKind.Null => "",
            JsonValueKind.String => element.GetString()!,
            _ => element.GetRawText(),
        })];
}
