using System.Globalization;
using System.Text;
using Csms.Console.Tokens;
using Csms.Engine.Tokens;

namespace Csms.Console.Tests.Tokens;

/// <summary>Files of tokens as people bring them: what is taken, what is refused and why.</summary>
public sealed class TokenFileTests
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void Heads_InAnyOrderAndSpelling_AreFoundAndOthersTold()
    {
        var file = Read("Note;Group ID;Cost centre;ID-Token;Expires_At;\nhello;FLEET;7;04A;31.12.2027;\n");
        Assert.Null(file.Fault);
        Assert.Equal(["Cost centre"], file.Ignored);
        Assert.Equal([TokenCsv.Token, TokenCsv.Group, TokenCsv.Expires, TokenCsv.Note], TokenCsv.Known.Where(file.Columns.Contains));
        var row = Assert.Single(file.Rows);
        Assert.Equal(("04A", "FLEET", "hello", new DateTimeOffset(2027, 12, 31, 23, 0, 0, TimeSpan.Zero)), (row.IdToken, row.Group, row.Note, row.ExpiresAt));
    }

    [Theory]
    [InlineData("", TokenFileFault.Empty, 0)]
    [InlineData("\n \n", TokenFileFault.Empty, 0)]
    [InlineData("name,group\nA,B", TokenFileFault.NoToken, 1)]
    [InlineData("token,group,Group_Id\n1,2,3", TokenFileFault.ColumnTwice, 1)]
    [InlineData("token,note\n1,\"open", TokenFileFault.QuoteOpen, 2)]
    public void File_OfWhichNothingCanBeTaken_SaysWhyAndWhere(string text, TokenFileFault fault, int line)
    {
        var file = Read(text);
        Assert.Equal((fault, line), (file.Fault, file.FaultAt.Line));
        Assert.Empty(file.Rows);
    }

    /// <summary>A row below all eight heads; the column at fault and why.</summary>
    public static TheoryData<string, string, RefusedWhy> Rows => new()
    {
        { ",,,,,,,", TokenCsv.Token, RefusedWhy.NoToken },
        { "1.23457E+12,,,,,,,", TokenCsv.Token, RefusedWhy.Rounded },
        { "\"1,5E+3\",,,,,,,", TokenCsv.Token, RefusedWhy.Rounded },
        { "\"04\nA\",,,,,,,", TokenCsv.Token, RefusedWhy.NotAToken },
        { new string('9', 256) + ",,,,,,,", TokenCsv.Token, RefusedWhy.NotAToken },
        { "04first,,,,,,,", TokenCsv.Token, RefusedWhy.Twice },
        { "04X,card,,,,,,", TokenCsv.Type, RefusedWhy.NotAType },
        { "04X,,Fine,,,,,", TokenCsv.Status, RefusedWhy.NotAStatus },
        { "04X,,1,,,,,", TokenCsv.Status, RefusedWhy.NotAStatus }, // a number of the enumeration is no word
        { "04X,,,\"a\nb\",,,,", TokenCsv.Group, RefusedWhy.NotAGroup },
        { "04X,,,,\"a\tb\",,,", TokenCsv.Driver, RefusedWhy.NotAText },
        { "04X,,,,,03/04/2027,,", TokenCsv.Expires, RefusedWhy.NotATime },
        { "04X,,,,,soon,,", TokenCsv.Expires, RefusedWhy.NotATime },
        { "04X,,,,,,maybe,", TokenCsv.Concurrent, RefusedWhy.NotAFlag },
        { $"04X,,,,,,,{new string('n', 501)}", TokenCsv.Note, RefusedWhy.NotAText },
        { "04X,,,,Doe, John,,,", "", RefusedWhy.TooManyCells },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void Row_ThatIsNotValid_IsRefusedNamingLineColumnAndReason(string row, string column, RefusedWhy why)
    {
        var file = Read($"token,type,status,group,driver,expires_at,concurrent,note\n04FIRST,iso14443,BLOCKED,,,,WAHR,\n{row}{(why == RefusedWhy.TooManyCells ? "x" : "")}\n04LAST,,,,,,nein,\n");
        var refused = Assert.Single(file.Refused);
        Assert.Equal((3, column, why), (refused.Line, refused.Column, refused.Why));
        Assert.Equal(["04FIRST", "04LAST"], file.Rows.Select(taken => taken.IdToken));
        Assert.Equal((true, false), (file.Rows[0].Concurrent, file.Rows[1].Concurrent));
        if (why == RefusedWhy.Twice) Assert.Equal(2, refused.EarlierLine);
        if (why is not (RefusedWhy.NoToken or RefusedWhy.TooManyCells or RefusedWhy.Twice)) Assert.True(file.Names(why is RefusedWhy.Rounded or RefusedWhy.NotAToken ? refusedToken(row) : "04x"));

        static string refusedToken(string row) => row.StartsWith('"') ? row[1..row.LastIndexOf('"')] : row.Split(',')[0];
    }

    [Fact]
    public void Row_WithLanguagesPriorityAndPlaces_IsRead_AndRefusedWhereTheyAreNone()
    {
        var file = Read("token,language1,language2,charging_priority,only_at\n04A,de,en-GB,-9,HBN-08/2 HBN-07\n04B,,,,\n04C,german-de,,,\n04D,,,10,\n04E,,,,HBN-07/x\n");
        var before = new TokenEntry { IdToken = "04b", Language1 = "fr", Priority = 1, OnlyAt = TokenPlaces.Of(["X"]) };
        var (first, emptied) = (file.Rows[0].Onto(null, file.Columns), file.Rows[1].Onto(before, file.Columns));
        Assert.Equal(("de", "en-GB", -9, "HBN-07, HBN-08/2"), (first.Language1, first.Language2, first.Priority, first.OnlyAt?.ToString()));
        Assert.Equal((null, null, null), (emptied.Language1, emptied.Priority, emptied.OnlyAt));
        Assert.Equal([RefusedWhy.NotALanguage, RefusedWhy.NotAPriority, RefusedWhy.NotPlaces], file.Refused.Select(refused => refused.Why));
    }

    [Theory]
    [InlineData("2027-03-01T12:00:00+01:00", "2027-03-01T11:00:00Z")]
    [InlineData("2027-03-01T12:00:00Z", "2027-03-01T12:00:00Z")]
    [InlineData("2027-03-01 12:00", "2027-03-01T11:00:00Z")]
    [InlineData("2027-03-01T12:00:30.5", "2027-03-01T11:00:30.5Z")]
    [InlineData("1.7.2027 9:05", "2027-07-01T07:05:00Z")]
    [InlineData("2027-03-01", "2027-03-01T23:00:00Z")] // to the end of the day
    [InlineData("01.03.2027", "2027-03-01T23:00:00Z")]
    [InlineData("28.03.2027 02:30", "2027-03-28T01:00:00Z")] // clocks go forward over it
    [InlineData("03/04/2027", null)]
    [InlineData("2027-13-01", null)]
    [InlineData("12:00", null)]
    [InlineData("46447", null)]
    public void Time_OfACell_IsReadWithoutDoubtOrNotAtAll(string text, string? utc)
    {
        Assert.Equal(utc is not null, CellTime.TryParse(text, _berlin, out var at));
        if (utc is not null) Assert.Equal(DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture), at);
    }

    [Fact]
    public void File_OfAsManyRowsAsAreTaken_IsReadAndOneMoreIsNot()
    {
        var text = new StringBuilder("token;driver\r\n");
        for (var i = 0; i < TokenFile.MaxRows; i++) text.Append(CultureInfo.InvariantCulture, $"04{i:X8};Driver {i}\r\n");
        Assert.Equal(TokenFile.MaxRows, Read(text.ToString()).Rows.Count);
        Assert.Equal(TokenFileFault.TooManyRows, Read(text.Append("04MORE;x").ToString()).Fault);
    }

    private static TokenFile Read(string text) => TokenFile.Read(Encoding.UTF8.GetBytes(text), _berlin);
}
