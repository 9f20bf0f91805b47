using Csms.Console.Exports;
using Csms.Console.Tokens;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace Csms.Console.Tests.Tokens;

/// <summary>What an import would do, from a file and what there is.</summary>
public sealed class ImportPlanTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 13, 32, 0, TimeSpan.Zero);

    [Fact]
    public void Export_ReadBack_ChangesNothing() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(Tokens().ListOf().ToArbitrary(), tokens =>
    {
        var directory = Directory([.. tokens]);
        var text = Csv.Text(TokenCsv.Columns(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), _now), directory.All);
        var plan = ImportPlan.Of(TokenFile.Read(text, TimeZoneInfo.Utc), new ImportOptions(BlockMissing: true), directory);
        Assert.Empty(plan.File.Refused);
        Assert.Empty(plan.File.Ignored);
        Assert.Equal((directory.Count, 0, 0), (plan.Unchanged, plan.WriteCount, plan.Missing.Count));
    }));

    [Fact]
    public void Plan_ComparedWithWhatThereIs_TellsNewChangedUnchangedAndMissing()
    {
        var directory = Directory(
            new TokenEntry { IdToken = "04same", Driver = "Ann", Note = "not in the file" },
            new TokenEntry { IdToken = "04ann", Driver = "Ann", GroupId = "FLEET" },
            new TokenEntry { IdToken = "04wrong" },
            new TokenEntry { IdToken = "04gone" },
            new TokenEntry { IdToken = "04blocked", Status = AuthorizationStatus.Blocked });
        var file = TokenFile.Read("token,driver,status,group\n04SAME,Ann,,\n04ANN,Bob,Blocked,\n04NEW,Eve,,\n04WRONG,,Fine,\n", TimeZoneInfo.Utc);

        var plan = ImportPlan.Of(file, new ImportOptions(), directory);
        var added = Assert.Single(plan.Added);
        Assert.Null(added.Before);
        Assert.Equal(new TokenEntry { IdToken = "04NEW", Type = "ISO14443", Driver = "Eve" }, added.After);
        var changed = Assert.Single(plan.Changed);
        Assert.Equal(new TokenEntry { IdToken = "04ann", Driver = "Bob", Status = AuthorizationStatus.Blocked }, changed.After); // an empty cell takes the group away, the spelling stays
        Assert.Equal(1, plan.Unchanged);
        Assert.Equal(["04gone"], plan.Missing.Select(change => change.IdToken)); // a row that is refused names its token all the same
        Assert.Equal(2, plan.WriteCount);
        Assert.Equal(3, ImportPlan.Of(file, new ImportOptions(BlockMissing: true), directory).WriteCount);

        var careful = ImportPlan.Of(file, new ImportOptions(UpdateExisting: false), directory);
        Assert.Equal((1, 0, "04ann"), (careful.Added.Count, careful.Changed.Count, Assert.Single(careful.Kept).IdToken));
    }

    [Fact]
    public void Word_OfAPlan_ChangesWithWhatWouldBeWritten()
    {
        var file = TokenFile.Read("token,driver\n04A,Ann\n04B,Bob\n", TimeZoneInfo.Utc);
        var directory = Directory(new TokenEntry { IdToken = "04A" });
        var word = ImportPlan.Of(file, new ImportOptions(), directory).Word();
        Assert.Equal(word, ImportPlan.Of(file, new ImportOptions(), directory).Word());
        directory.Put(new TokenEntry { IdToken = "04C" });
        Assert.Equal(word, ImportPlan.Of(file, new ImportOptions(), directory).Word()); // nothing of it is written
        Assert.NotEqual(word, ImportPlan.Of(file, new ImportOptions(BlockMissing: true), directory).Word());
        directory.Put(new TokenEntry { IdToken = "04A", Note = "meanwhile" });
        Assert.NotEqual(word, ImportPlan.Of(file, new ImportOptions(), directory).Word());
    }

    private static TokenDirectory Directory(params TokenEntry[] entries)
    {
        var directory = new TokenDirectory(new RunningTokens(), Options.Create(new TokenOptions()));
        foreach (var entry in entries) directory.Put(entry);
        return directory;
    }

    /// <summary>Tokens as pages and the API let them in, with all that files make hard.</summary>
    private static Gen<TokenEntry> Tokens()
    {
        var text = Gen.Elements("a", "B", "7", ",", ";", "\"", "=", "+", "-", "'", "''=", " ", "ä", "@", ".", "\uFF1D").NonEmptyListOf().Select(string.Concat);
        var maybe = text.Select(value => string.IsNullOrWhiteSpace(value) ? null : value.Trim()).OrNull();
        return from id in text
               from type in Gen.Elements<string>([.. TokenRules.Types])
               from status in Gen.Elements(Enum.GetValues<AuthorizationStatus>())
               from grouped in maybe
               from driver in maybe
               from note in maybe
               from ticks in Gen.Elements(0L, 5L, TimeSpan.TicksPerSecond, 123_456_789L, TimeSpan.TicksPerDay * 200)
               from expires in Gen.Elements(true, false)
               from concurrent in Gen.Elements(true, false)
               select new TokenEntry
               {
                   IdToken = string.IsNullOrWhiteSpace(id) ? "x" : id, Type = type, Status = status, GroupId = grouped, Driver = driver, Note = note,
                   ExpiresAt = expires ? _now.AddTicks(ticks) : null, Concurrent = concurrent,
               };
    }
}
