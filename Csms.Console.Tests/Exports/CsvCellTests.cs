using System.Text;
using Csms.Console.Exports;
using FsCheck;
using FsCheck.Fluent;

namespace Csms.Console.Tests.Exports;

public sealed class CsvCellTests
{
    /// <summary>A text and how it stands in the file.</summary>
    public static TheoryData<string?, string> Texts => new()
    {
        { null, "" },
        { "Ann", "Ann" },
        { "Ann, Bob", "\"Ann, Bob\"" },
        { "she said \"no\"", "\"she said \"\"no\"\"\"" },
        { "two\r\nlines", "\"two\r\nlines\"" },
        { " padded", "\" padded\"" },
        { "a;b", "\"a;b\"" }, // what German spreadsheets part by
        { "=1+1", "'=1+1" },
        { "+49 30", "'+49 30" },
        { "-", "'-" },
        { "@SUM(A1)", "'@SUM(A1)" },
        { "\t=1+1", "\"'\t=1+1\"" },
        { "\r=1+1", "\"'\r=1+1\"" },
        { "  =1+1", "'  =1+1" },
        { "\uFF1D1+1", "'\uFF1D1+1" },
        { "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0" },
        { "1=1", "1=1" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_InTheFile_IsQuotedAndNeverAFormula(string? text, string cell) => Assert.Equal(cell, ((CsvCell)text).ToString());

    [Fact]
    public void Number_BelowZero_StaysANumber()
    {
        Assert.Equal("-5", ((CsvCell)(long?)-5).ToString());
        Assert.Equal("-0.5", CsvCell.Of(-0.5, 1).ToString());
        Assert.Equal("12000", CsvCell.Of(11999.6).ToString());
        Assert.Equal("", CsvCell.Of(double.NaN).ToString());
    }

    [Fact]
    public void Time_InAZone_CarriesItsOffset()
    {
        var berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
        Assert.Equal("2026-11-21T14:32:05+01:00", CsvCell.Of(new DateTimeOffset(2026, 11, 21, 13, 32, 5, TimeSpan.Zero), berlin).ToString());
        Assert.Equal("2026-07-01T14:00:00+02:00", CsvCell.Of(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero), berlin).ToString());
        Assert.Equal("", CsvCell.Of(null, berlin).ToString());
    }

    [Fact]
    public void Line_OfAnyTexts_IsReadBackAsTheSame() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
        Gen.Elements("a", ",", "\"", "\n", "\r\n", "=", " ", "ä", ";").ListOf().Select(string.Concat).ListOf().Where(cells => cells.Count > 0).ToArbitrary(),
        cells =>
        {
            var text = new StringBuilder();
            Csv.Line(text, cells.Select(cell => (CsvCell)cell));
            Assert.Equal(cells.Select(cell => ((CsvCell)cell).ToString() is ['\'', ..] or ['"', '\'', ..] ? "'" + cell : cell), Read(text.ToString()));
        }));

    /// <summary>One line of RFC 4180.</summary>
    private static List<string> Read(string line)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && line[i + 1] == '"') cell.Append(line[i++]);
            else if (line[i] == '"') quoted = !quoted;
            else if (!quoted && (line[i] == ',' || line[i..] == "\r\n"))
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (line[i] == '\r') return cells;
            }
            else cell.Append(line[i]);
        }

        throw new InvalidOperationException("the line does not end");
    }
}
