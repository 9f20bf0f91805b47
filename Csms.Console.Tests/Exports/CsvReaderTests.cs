using System.Text;
using Csms.Console.Exports;
using FsCheck;
using FsCheck.Fluent;

namespace Csms.Console.Tests.Exports;

public sealed class CsvReaderTests
{
    /// <summary>A file, and its records as line and cells.</summary>
    public static TheoryData<string, string[]> Files => new()
    {
        { "a,b\r\n1,2\r\n", ["1:a|b", "2:1|2"] },
        { "\uFEFFa;b\n1;2", ["1:a|b", "2:1|2"] },
        { "a\tb\r1\t2", ["1:a|b", "2:1|2"] },
        { "sep=;\r\na;b\r\n1,5;2", ["2:a|b", "3:1,5|2"] }, // what Excel writes above the heads
        { "\"a;a;a\",b,c\n1,2,3", ["1:a;a;a|b|c", "2:1|2|3"] }, // separators in quotation marks don't count
        { "a,b\n\n  \n1, 2 \n", ["1:a|b", "4:1|2"] },
        { "a,b\n\"two\nlines\",\" kept \"\nx,\n", ["1:a|b", "2:two\nlines| kept ", "4:x|"] },
        { "a\n\"she said \"\"no\"\"\"\n", ["1:a", "2:she said \"no\""] },
        { "a,b\n1", ["1:a|b", "2:1"] },
        { "a,b\n'=1+1,'plain", ["1:a|b", "2:=1+1|'plain"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void File_AsSpreadsheetsWriteIt_IsReadRecordByRecord(string text, string[] records) =>
        Assert.Equal(records, CsvReader.Read(text, 100).Select(record => $"{record.Line}:{string.Join('|', record.Cells)}"));

    [Fact]
    public void Line_OfAnyTexts_IsReadBackAsTheyWere() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(
        Gen.Elements("a", ",", "\"", "\n", "\r\n", "=", "-", "'", "''=", " ", "ä", ";", "\t", "\uFF1D").ListOf().Select(string.Concat).ListOf().Where(cells => cells.Count > 0).ToArbitrary(),
        cells =>
        {
            var text = new StringBuilder("first,line,with,commas,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,\r\n");
            Csv.Line(text, cells.Select(cell => (CsvCell)cell));
            var read = CsvReader.Read(text.ToString(), 100).Skip(1).Select(record => record.Cells).SingleOrDefault();
            if (cells.All(cell => cell.Length == 0) && cells.Count == 1) Assert.Null(read); // a line without content
            else Assert.Equal(cells, read);
        }));

    [Fact]
    public void File_ThatIsNoCsv_TellsTheLine()
    {
        Fault(CsvFault.QuoteOpen, 3, () => CsvReader.Read("a,b\n1,2\n\"open,2\n3,4\n", 100).Count());
        Fault(CsvFault.TooManyRecords, 4, () => CsvReader.Read("a\n1\n2\n3\n", 3).Count());
        Fault(CsvFault.NotUtf8, 2, () => CsvReader.Decode([.. "token\nM"u8, 0xFC, .. "ller"u8]).Length);
        Assert.Equal("a", CsvReader.Decode([0xEF, 0xBB, 0xBF, (byte)'a']));
    }

    private static void Fault(CsvFault fault, int line, Func<int> read)
    {
        var thrown = Assert.Throws<CsvException>(() => read());
        Assert.Equal((fault, line), (thrown.Fault, thrown.Line));
    }
}
