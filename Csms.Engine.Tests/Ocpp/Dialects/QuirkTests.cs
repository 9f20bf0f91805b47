using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Quirks;

namespace Csms.Engine.Tests.Ocpp.Dialects;

/// <summary>Every known deviation, by frames as stations send them.</summary>
public sealed class QuirkTests
{
    private const string File = "quirks.json";

    public static TheoryData<string, string> Cases => GoldenFile.Cases(File);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Translate_FrameThatDeviates_IsTakenInAndNoted(string file, string name)
    {
        var one = GoldenFile.Case(file, name);

        var translation = Dialect.Translate((string)one["version"]!, (string)one["action"]!, one["payload"]!.ToJsonString());

        Assert.NotNull(translation.Message);
        Assert.Contains((string)one["quirk"]!, translation.Notes!.Select(note => note.Code.ToString()));
        GoldenFile.Compare(file, name, TranslationTests.Describe(translation));
    }

    [Fact]
    public void Catalogue_EveryDeviation_HasEvidenceAndAFrame()
    {
        var shown = JsonNode.Parse(System.IO.File.ReadAllText(GoldenFile.PathOf(File)))!.AsArray().Select(one => (string)one!["quirk"]!).ToHashSet();

        Assert.All(QuirkCatalogue.All, quirk =>
        {
            Assert.NotEmpty(quirk.Evidence);
            Assert.True(quirk.NeedsManyMessages || shown.Contains(quirk.Note.ToString()), quirk.Note.ToString()); // what only a session shows: KilowattHourRegisterTests
            Assert.True(quirk.SessionFlag is null || Enum.TryParse<Engine.Sessions.SessionFlagKind>(quirk.SessionFlag, out _), quirk.SessionFlag);
        });
    }
}
