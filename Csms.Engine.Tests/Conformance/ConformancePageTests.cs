using System.Reflection;
using System.Text;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance;

/// <summary>
/// docs/conformance.md says which use cases tests have run in which version, and nothing else: it is made from the <see cref="UseCaseAttribute"/>s of
/// this assembly. `CSMS_WRITE_DOCS=1 ./test --filter FullyQualifiedName~ConformancePage` writes it anew.
/// </summary>
public sealed class ConformancePageTests
{
    private static readonly string[] Versions = ["1.6", "2.0.1", "2.1"];
    private static readonly string Page = Path.Combine(SourceTree.Root, "docs", "conformance.md");

    private static readonly (string Id, string Title, string[] In, string Why)[] UseCases =
        [.. File.ReadLines(Path.Combine(SourceTree.Root, "Csms.Engine.Tests", "Conformance", "use-cases.tsv")).Select(line => line.Split('\t')).Select(cells => (cells[0], cells[1], cells[2].Split(' '), cells[3]))];

    private static readonly (MethodInfo Test, UseCaseAttribute Case)[] Tests =
    [
        .. from type in typeof(ConformancePageTests).Assembly.GetTypes()
           from method in type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
           from useCase in method.GetCustomAttributes<UseCaseAttribute>()
           orderby type.Name, method.Name
           select (method, useCase),
    ];

    [Fact]
    public void ConformancePage_SaysWhatTestsRun()
    {
        var made = Make();
        if (Environment.GetEnvironmentVariable("CSMS_WRITE_DOCS") == "1") File.WriteAllText(Page, made);
        Assert.Equal(made, File.Exists(Page) ? File.ReadAllText(Page) : "");
    }

    [Fact]
    public void UseCase_OfATest_IsInTheTable_InAVersionThatHasIt()
    {
        var table = UseCases.ToDictionary(row => row.Id, row => row.In);
        Assert.Empty(Tests
            .Where(test => !table.TryGetValue(test.Case.Id, out var has) || test.Case.Versions.Count == 0 || test.Case.Versions.Except(has).Any())
            .Select(test => $"{test.Test.DeclaringType!.Name}.{test.Test.Name}: {test.Case.Id} in {string.Join(", ", test.Case.Versions)}"));
    }

    [Fact]
    public void UseCase_IsMarkedOnTestsOnly() =>
        Assert.Empty(Tests.Where(test => !test.Test.GetCustomAttributes<FactAttribute>().Any()).Select(test => test.Test.Name)); // a Theory is a Fact

    private static string Make()
    {
        var text = new StringBuilder();
        text.Append("# Conformance\n\n");
        text.Append("Which use cases of OCPP 2.x (for 1.6: what it has of the same block) have been run against this program over a real socket, the tests playing the station's side.\n");
        text.Append("Made by `ConformancePageTests` from the tests themselves: a number says how many tests run the use case in that version, – that none does, n/a that the version has it not.\n");
        foreach (var version in Versions)
        {
            var all = UseCases.Where(row => row.In.Contains(version)).ToList();
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n- {version}: {all.Count(row => Count(row.Id, version) > 0)} of {all.Count} use cases run");
        }

        foreach (var block in UseCases.GroupBy(row => row.Id[0]))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n\n## {block.Key}\n\n| use case | | 1.6 | 2.0.1 | 2.1 | tests |\n|---|---|---|---|---|---|");
            foreach (var (id, title, versions, why) in block)
            {
                var cells = Versions.Select(version => !versions.Contains(version) ? "n/a" : Count(id, version) is > 0 and var count ? count.ToString(System.Globalization.CultureInfo.InvariantCulture) : "–");
                var tests = Tests.Where(test => test.Case.Id == id).Select(test => $"`{test.Test.DeclaringType!.Name}.{test.Test.Name}`").Distinct();
                text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n| {id} | {title} | {string.Join(" | ", cells)} | {string.Join(", ", tests)}{(why.Length > 0 ? $" ({why})" : null)} |");
            }
        }

        return text.Append('\n').ToString();
    }

    private static int Count(string id, string version) => Tests.Where(test => test.Case.Id == id && test.Case.Versions.Contains(version)).Select(test => test.Test).Distinct().Count();
}
