using System.Globalization;
using System.Text.RegularExpressions;
using Csms.Console.Exports;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Console.Tokens;

/// <summary>A file of tokens as it was read, before anything is compared with what there is. Pure.</summary>
public sealed partial class TokenFile
{
    /// <summary>Largest file, bytes.</summary>
    public const int MaxBytes = 25_000_000;

    /// <summary>Most rows.</summary>
    public const int MaxRows = 100_000;

    private const int ShownOfValue = 80;

    private readonly TimeZoneInfo _zone;
    private readonly Func<TokenRow, IReadOnlySet<string>, RefusedWhy?>? _judge;
    private readonly List<TokenRow> _rows = [];
    private readonly List<RefusedRow> _refused = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _columns = new(StringComparer.Ordinal);
    private readonly List<string> _ignored = [];
    private string?[] _heads = [];

    private TokenFile(TimeZoneInfo zone, Func<TokenRow, IReadOnlySet<string>, RefusedWhy?>? judge) => (_zone, _judge) = (zone, judge);

    /// <summary>Why nothing of it can be taken; null: it can.</summary>
    public TokenFileFault? Fault { get; private set; }

    /// <summary>Line and column of <see cref="Fault"/>.</summary>
    public (int Line, string Column) FaultAt { get; private set; }

    /// <summary>Columns that are read.</summary>
    public IReadOnlySet<string> Columns => _columns;

    /// <summary>Heads that name no column of ours.</summary>
    public IReadOnlyList<string> Ignored => _ignored;

    /// <summary>Rows that can be taken, each token once.</summary>
    public IReadOnlyList<TokenRow> Rows => _rows;

    /// <summary>Rows that can't.</summary>
    public IReadOnlyList<RefusedRow> Refused => _refused;

    /// <summary>Whether a row names the token, also one that is refused.</summary>
    public bool Names(string idToken) => _lines.ContainsKey(idToken);

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">CSV with heads.</param>
    /// <param name="zone">Of times that name no offset.</param>
    /// <param name="judge">Why a row of the file's columns is not taken from who brings it, for its price's sake; null: it is. Without it each is.</param>
    public static TokenFile Read(ReadOnlySpan<byte> bytes, TimeZoneInfo zone, Func<TokenRow, IReadOnlySet<string>, RefusedWhy?>? judge = null)
    {
        try
        {
            return Read(CsvReader.Decode(bytes), zone, judge);
        }
        catch (CsvException fault)
        {
            return new TokenFile(zone, judge) { Fault = FaultOf(fault), FaultAt = (fault.Line, "") };
        }
    }

    /// <summary>Reads a file whose text is known.</summary>
    public static TokenFile Read(string text, TimeZoneInfo zone, Func<TokenRow, IReadOnlySet<string>, RefusedWhy?>? judge = null)
    {
        var file = new TokenFile(zone, judge);
        try
        {
            foreach (var record in CsvReader.Read(text, MaxRows + 1))
            {
                if (file._heads.Length > 0) file.Take(record);
                else if (!file.TakeHeads(record)) return file;
            }

            if (file._heads.Length == 0) file.Fault = TokenFileFault.Empty;
        }
        catch (CsvException fault)
        {
            (file.Fault, file.FaultAt) = (FaultOf(fault), (fault.Line, ""));
        }

        return file;
    }

    private static TokenFileFault FaultOf(CsvException fault) => fault.Fault switch
    {
        CsvFault.NotUtf8 => TokenFileFault.NotUtf8,
        CsvFault.QuoteOpen => TokenFileFault.QuoteOpen,
        CsvFault.TooManyRecords => TokenFileFault.TooManyRows,
        _ => throw new InvalidOperationException($"no fault {fault.Fault}"),
    };

    private bool TakeHeads(CsvRecord record)
    {
        _heads = [.. record.Cells.Select(TokenCsv.ColumnOf)];
        for (var place = 0; place < _heads.Length; place++)
        {
            if (_heads[place] is not { } column)
            {
                if (record.Cells[place].Length > 0) _ignored.Add(record.Cells[place]);
            }
            else if (column != TokenCsv.StatusNow && !_columns.Add(column))
            {
                (Fault, FaultAt) = (TokenFileFault.ColumnTwice, (record.Line, column));
                return false;
            }
        }

        if (_columns.Contains(TokenCsv.Token)) return true;
        (Fault, FaultAt) = (TokenFileFault.NoToken, (record.Line, TokenCsv.Token));
        return false;
    }

    private void Take(CsvRecord record)
    {
        var cells = record.Cells;
        var token = CellOf(cells, TokenCsv.Token);
        if (Wrong(record, token) is { } refused)
        {
            _refused.Add(refused);
            if (token.Length > 0) _lines.TryAdd(token, record.Line);
            return;
        }

        var row = new TokenRow(record.Line, token) { Group = Filled(CellOf(cells, TokenCsv.Group)), Driver = Filled(CellOf(cells, TokenCsv.Driver).Trim()), Note = Filled(CellOf(cells, TokenCsv.Note).Trim()),
            Language1 = Filled(CellOf(cells, TokenCsv.Language1)), Language2 = Filled(CellOf(cells, TokenCsv.Language2)), TariffId = Filled(CellOf(cells, TokenCsv.Tariff).Trim()) };
        string? fault = null;
        var why = default(RefusedWhy);
        if (CellOf(cells, TokenCsv.Type) is { Length: > 0 } type)
        {
            if (TokenRules.Types.FirstOrDefault(known => known.Equals(type, StringComparison.OrdinalIgnoreCase)) is { } found) row = row with { Type = found };
            else (fault, why) = (TokenCsv.Type, RefusedWhy.NotAType);
        }

        if (fault is null && CellOf(cells, TokenCsv.Status) is { Length: > 0 } status)
        {
            if (EnumName.Find<AuthorizationStatus>(status, ignoreCase: true) is { } found) row = row with { Status = found };
            else (fault, why) = (TokenCsv.Status, RefusedWhy.NotAStatus);
        }

        if (fault is null && CellOf(cells, TokenCsv.Expires) is { Length: > 0 } expires)
        {
            if (CellTime.TryParse(expires, _zone, out var at)) row = row with { ExpiresAt = at };
            else (fault, why) = (TokenCsv.Expires, RefusedWhy.NotATime);
        }

        if (fault is null && CellOf(cells, TokenCsv.Concurrent) is { Length: > 0 } concurrent)
        {
            if (Flag(concurrent) is { } flag) row = row with { Concurrent = flag };
            else (fault, why) = (TokenCsv.Concurrent, RefusedWhy.NotAFlag);
        }

        if (fault is null && CellOf(cells, TokenCsv.Priority) is { Length: > 0 } priority)
        {
            if (int.TryParse(priority.Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= TokenRules.MaxPriority) row = row with { Priority = number };
            else (fault, why) = (TokenCsv.Priority, RefusedWhy.NotAPriority);
        }

        if (fault is null && CellOf(cells, TokenCsv.OnlyAt) is { Length: > 0 } places)
        {
            var each = TokenPlaces.Split(places);
            if (each.Count <= TokenPlaces.Most && each.All(place => TokenPlaces.TryRead(place, out _, out _))) row = row with { OnlyAt = TokenPlaces.Of(each) };
            else (fault, why) = (TokenCsv.OnlyAt, RefusedWhy.NotPlaces);
        }

        if (fault is null && _judge?.Invoke(row, _columns) is { } refusal) (fault, why) = (refusal == RefusedWhy.PricedGroup ? TokenCsv.Group : TokenCsv.Tariff, refusal);
        _lines.Add(token, record.Line);
        if (fault is null) _rows.Add(row);
        else _refused.Add(Refusal(record, token, fault, why));
    }

    /// <summary>What is wrong with the row's texts.</summary>
    private RefusedRow? Wrong(CsvRecord record, string token)
    {
        if (record.Cells.Count > _heads.Length && record.Cells.Skip(_heads.Length).Any(cell => cell.Length > 0))
            return new RefusedRow(record.Line, Shown(token), "", Shown(record.Cells[_heads.Length]), RefusedWhy.TooManyCells);
        if (token.Length == 0) return Refusal(record, token, TokenCsv.Token, RefusedWhy.NoToken);
        if (Rounded().IsMatch(token)) return Refusal(record, token, TokenCsv.Token, RefusedWhy.Rounded);
        if (!TokenRules.IsToken(token)) return Refusal(record, token, TokenCsv.Token, RefusedWhy.NotAToken);
        if (_lines.TryGetValue(token, out var earlier)) return Refusal(record, token, TokenCsv.Token, RefusedWhy.Twice) with { EarlierLine = earlier };
        if (CellOf(record.Cells, TokenCsv.Group) is { Length: > 0 } group && !TokenRules.IsToken(group)) return Refusal(record, token, TokenCsv.Group, RefusedWhy.NotAGroup);
        foreach (var column in (string[])[TokenCsv.Language1, TokenCsv.Language2])
            if (CellOf(record.Cells, column) is { Length: > 0 } language && !TokenRules.IsLanguage(language)) return Refusal(record, token, column, RefusedWhy.NotALanguage);
        foreach (var column in (string[])[TokenCsv.Driver, TokenCsv.Note])
            if (CellOf(record.Cells, column) is var text && (text.Length > TokenRules.MaxText || text.Any(char.IsControl))) return Refusal(record, token, column, RefusedWhy.NotAText);
        return null;
    }

    private RefusedRow Refusal(CsvRecord record, string token, string column, RefusedWhy why) => new(record.Line, Shown(token), column, Shown(CellOf(record.Cells, column)), why);

    private string CellOf(IReadOnlyList<string> cells, string column) => Array.IndexOf(_heads, column) is >= 0 and var place && place < cells.Count ? cells[place] : "";

    private static string? Filled(string text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Shown(string text) => text.Length <= ShownOfValue ? text : text[..ShownOfValue] + "…";

    // As we write it, and as spreadsheets turn it into the language of their user.
    private static bool? Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "1" or "WAHR" or "JA" => true,
        "FALSE" or "NO" or "0" or "FALSCH" or "NEIN" => false,
        _ => null,
    };

    [GeneratedRegex(@"^\d[.,]\d+E\+\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Rounded();
}
