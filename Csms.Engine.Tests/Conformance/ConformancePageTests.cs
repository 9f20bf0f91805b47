using System.Globalization;
using System.Reflection;
using System.Text;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Conformance;

/// <summary>
/// docs/conformance.md says of every use case in which versions tests run it, and why none does where none does. It is made from <c>use-cases.tsv</c> and the
/// <see cref="UseCaseAttribute"/>s of this assembly, each of which fails its test when the versions that it names are not those in which the host has spoken.
/// `CSMS_WRITE_DOCS=1 ./test --filter FullyQualifiedName~ConformancePage` writes it anew.
/// </summary>
public sealed class ConformancePageTests
{
    private static readonly string[] Versions = ["1.6", "2.0.1", "2.1"];
    private static readonly string Page = Path.Combine(SourceTree.Root, "docs", "conformance.md");

    private static readonly string[] Profiles =
    [
        "Core", "Advanced security", "Local list", "Reservation", "Smart charging", "ISO 15118", "Advanced device management", "Advanced user interface", "Payment",
        "Bidirectional power transfer", "DER control",
    ];

    private static readonly Row[] UseCases =
        [.. File.ReadLines(Path.Combine(SourceTree.Root, "Csms.Engine.Tests", "Conformance", "use-cases.tsv")).Select(line => line.Split('\t')).Select(cells => new Row(cells[0], cells[1], cells[2].Split(' '), cells[3], cells[4], cells[5]))];

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

    [Fact]
    public void UseCase_ThatNoTestRuns_SaysWhy_AndWhoseItIs() => Assert.Empty(UseCases
        .Where(row => row.Without.Any() && !row.IsStations && !row.Left.StartsWith("open: ", StringComparison.Ordinal)
            || !row.Without.Any() && row.Left.StartsWith("open: ", StringComparison.Ordinal) // it was, before a test ran it
            || row.In.Length < Versions.Length && row.Why.Length == 0
            || !Profiles.Contains(row.Profile))
        .Select(row => $"{row.Id}: no test in {string.Join(", ", row.Without)}, \"{row.Left}\", \"{row.Why}\", {row.Profile}"));

    [Fact]
    public void UseCases_AreThoseOfTheStandard_InItsOrder()
    {
        Assert.Equal(UseCases.Select(row => row.Id).Order(StringComparer.Ordinal), UseCases.Select(row => row.Id));
        Assert.Equal((119, 178), (UseCases.Count(row => row.In.Contains("2.0.1")), UseCases.Count(row => row.In.Contains("2.1")))); // part 0 §3.3 of 2.1 edition 2, with M07 and K29 of its part 2
    }

    private static string Make()
    {
        var text = new StringBuilder();
        text.Append("# Conformance\n\n");
        text.Append("Every use case of OCPP 2.0.1 and 2.1 (for 1.6: what it has of the same block), and how many tests run it in each version against this program over a real socket, the tests playing the station's side.\n");
        text.Append("Made by `ConformancePageTests`. A test fails when it names a version in which the program has spoken to none of its stations; tests that need anything beside this repository do not count.\n\n");
        text.Append("- a number: so many tests run it\n- open: the CSMS has a part in it and no test runs that; the row says why\n- station: the station's alone, nothing is asked of a CSMS\n- n/a: the version has it not; the row says why\n\n");
        text.Append("A row that is run is no promise for every requirement in it: what is proved is what its tests say.\n\n");
        text.Append("## By certification profile\n\nThe profiles of OCPP 2.1, part 5 (firmware, logs and certificates belong to Core): use cases that tests run, of those in which the CSMS has a part.\n\n");
        text.Append("| profile | 1.6 | 2.0.1 | 2.1 | open |\n|---|---|---|---|---|");
        foreach (var profile in Profiles) Append(profile, [.. UseCases.Where(row => row.Profile == profile)]);
        Append("all", UseCases);

        foreach (var block in UseCases.GroupBy(row => row.Id[0]))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n\n## {block.Key}\n\n| use case | | 1.6 | 2.0.1 | 2.1 | tests |\n|---|---|---|---|---|---|");
            foreach (var row in block)
            {
                var tests = Counting(row.Id).Select(test => $"`{test.DeclaringType!.Name}.{test.Name}`").Distinct();
                var notes = new[] { row.Without.Any() ? row.Left : "", row.Why }.Where(note => note.Length > 0).Select(note => $"({note})");
                text.Append(CultureInfo.InvariantCulture, $"\n| {row.Id} | {row.Title} | {string.Join(" | ", Versions.Select(row.Cell))} | {string.Join(" ", [string.Join(", ", tests), .. notes]).Trim()} |");
            }
        }

        return text.Append('\n').ToString();

        void Append(string name, IReadOnlyList<Row> rows)
        {
            var cells = Versions.Select(version => (Run: rows.Count(row => Count(row.Id, version) > 0), Of: rows.Count(row => row.In.Contains(version) && !row.IsStations))).Select(cell => cell.Of == 0 ? "–" : $"{cell.Run} of {cell.Of}");
            text.Append(CultureInfo.InvariantCulture, $"\n| {name} | {string.Join(" | ", cells)} | {(name == "all" ? "" : string.Join(" ", rows.Where(row => row.Without.Any() && !row.IsStations).Select(row => row.Id)))} |");
        }
    }

    /// <summary>Tests of a use case. One that is skipped where reference material is missing proves nothing to whoever has this repository alone.</summary>
    private static IEnumerable<MethodInfo> Counting(string id, string? version = null) => Tests
        .Where(test => test.Case.Id == id && (version is null || test.Case.Versions.Contains(version)))
        .Where(test => !test.Test.GetCustomAttributes<FactAttribute>().Any(fact => fact is SharedFactAttribute or SharedTheoryAttribute))
        .Select(test => test.Test).Distinct();

    private static int Count(string id, string version) => Counting(id, version).Count();

    /// <summary>A line of use-cases.tsv.</summary>
    /// <param name="Id">"A01".</param>
    /// <param name="Title">In words of ours.</param>
    /// <param name="In">Versions that have it.</param>
    /// <param name="Why">Why the others have it not.</param>
    /// <param name="Profile">Certification profile of OCPP 2.1, part 5.</param>
    /// <param name="Left">"station: …" or "open: …": why no test runs it.</param>
    private sealed record Row(string Id, string Title, string[] In, string Why, string Profile, string Left)
    {
        public bool IsStations => Left.StartsWith("station: ", StringComparison.Ordinal) && In.All(version => Count(Id, version) == 0);

        /// <summary>Versions that have it and in which no test runs it.</summary>
        public IEnumerable<string> Without => In.Where(version => Count(Id, version) == 0);

        public string Cell(string version) => !In.Contains(version) ? "n/a" : IsStations ? "station" : Count(Id, version) is > 0 and var count ? count.ToString(CultureInfo.InvariantCulture) : "open";
    }
}
