using System.Text;

namespace Csms.Console.Exports;

/// <summary>
/// Reads CSV as spreadsheets write it (RFC 4180 and what they do beside it): parted by comma, semicolon or tab, whichever the first line has
/// most of; UTF-8 with or without its mark; any line end; lines without content are passed over. The reverse of <see cref="CsvCell"/>. Pure.
/// </summary>
internal sealed class CsvReader
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    private readonly string _text;
    private readonly char _separator;
    private int _at, _line = 1;

    private CsvReader(string text)
    {
        _text = text;
        // What Excel writes above the heads when it is told the separator.
        if (text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 5 && text[5] is '\r' or '\n')
        {
            _separator = text[4];
            _at = 5;
            EndLine();
            return;
        }

        _separator = SeparatorOf(text);
    }

    /// <summary>Bytes of a file as text.</summary>
    /// <exception cref="CsvException">They are no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        try
        {
            return _strict.GetString(bytes);
        }
        catch (DecoderFallbackException fault)
        {
            throw new CsvException(CsvFault.NotUtf8, 1 + bytes[..Math.Clamp(fault.Index, 0, bytes.Length)].Count((byte)'\n'));
        }
    }

    /// <summary>The records, the heads as the first.</summary>
    /// <exception cref="CsvException">While they are read: it is no CSV, or too much of it.</exception>
    public static IEnumerable<CsvRecord> Read(string text, int most)
    {
        var reader = new CsvReader(text.TrimStart('\uFEFF'));
        var read = 0;
        while (reader.Next() is { } record)
        {
            if (record.Cells is [""]) continue;
            if (++read > most) throw new CsvException(CsvFault.TooManyRecords, record.Line);
            yield return record;
        }
    }

    private CsvRecord? Next()
    {
        if (_at >= _text.Length) return null;
        var line = _line;
        var cells = new List<string>();
        do cells.Add(Cell()); while (Passed(_separator));
        EndLine();
        return new CsvRecord(line, cells);
    }

    private string Cell()
    {
        var start = _at;
        while (_at < _text.Length && _text[_at] == ' ') _at++;
        if (_at < _text.Length && _text[_at] == '"') return CsvCell.Plain(Quoted());
        _at = start;
        while (_at < _text.Length && _text[_at] != _separator && _text[_at] is not ('\r' or '\n')) _at++;
        return CsvCell.Plain(_text[start.._at].Trim(' '));
    }

    private string Quoted()
    {
        var (opened, cell) = (_line, new StringBuilder());
        for (_at++; _at < _text.Length; _at++)
        {
            var letter = _text[_at];
            if (letter == '\n') _line++;
            if (letter != '"')
            {
                cell.Append(letter);
                continue;
            }

            if (_at + 1 < _text.Length && _text[_at + 1] == '"')
            {
                cell.Append('"');
                _at++;
                continue;
            }

            // Behind the closing mark only blanks are right; other text is kept as spreadsheets keep it.
            var end = ++_at;
            while (_at < _text.Length && _text[_at] != _separator && _text[_at] is not ('\r' or '\n')) _at++;
            return cell.Append(_text[end.._at].TrimEnd(' ')).ToString();
        }

        throw new CsvException(CsvFault.QuoteOpen, opened);
    }

    private bool Passed(char letter)
    {
        if (_at >= _text.Length || _text[_at] != letter) return false;
        _at++;
        return true;
    }

    private void EndLine()
    {
        var ended = Passed('\r');
        ended |= Passed('\n');
        if (ended) _line++;
    }

    private static char SeparatorOf(string text)
    {
        Span<int> counts = stackalloc int[3];
        var quoted = false;
        foreach (var letter in text)
        {
            if (letter == '"') quoted = !quoted;
            if (quoted) continue;
            if (letter is '\r' or '\n') break;
            if (",;\t".IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place) counts[place]++;
        }

        return counts[1] > counts[0] && counts[1] >= counts[2] ? ';' : counts[2] > counts[0] ? '\t' : ',';
    }
}
