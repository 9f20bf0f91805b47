using Csms.Console.Exports;
using Csms.Engine.Tokens;

namespace Csms.Console.Tokens;

/// <summary>Tokens as a file. What is written here is what <see cref="TokenFile"/> reads.</summary>
internal static class TokenCsv
{
    public const string Token = "token", Type = "type", Status = "status", Group = "group", Driver = "driver", Expires = "expires_at", Concurrent = "concurrent", Note = "note",
        Language1 = "language1", Language2 = "language2", Priority = "charging_priority", OnlyAt = "only_at", Tariff = "tariff";

    /// <summary>What a station is answered at the time of the export: for people, not read back.</summary>
    public const string StatusNow = "status_now";

    /// <summary>Columns that are read, in the order in which they are written.</summary>
    public static readonly IReadOnlyList<string> Known = [Token, Type, Status, Group, Driver, Expires, Concurrent, Note, Language1, Language2, Priority, OnlyAt, Tariff];

    /// <summary>Heads as other programs and our API spell them.</summary>
    private static readonly Dictionary<string, string> _heads = new(StringComparer.OrdinalIgnoreCase)
    {
        ["token"] = Token, ["idtoken"] = Token, ["type"] = Type, ["status"] = Status, ["group"] = Group, ["groupid"] = Group, ["driver"] = Driver,
        ["expiresat"] = Expires, ["expires"] = Expires, ["concurrent"] = Concurrent, ["note"] = Note, ["statusnow"] = StatusNow,
        ["language1"] = Language1, ["language"] = Language1, ["language2"] = Language2, ["chargingpriority"] = Priority, ["priority"] = Priority, ["onlyat"] = OnlyAt, ["tariff"] = Tariff, ["tariffid"] = Tariff,
    };

    public static IReadOnlyList<CsvColumn<TokenEntry>> Columns(TimeZoneInfo zone, DateTimeOffset now) =>
    [
        new(Token, token => token.IdToken),
        new(Type, token => token.Type),
        new(Status, token => token.Status.ToString()),
        new(Group, token => token.GroupId),
        new(Driver, token => token.Driver),
        new(Expires, token => CsvCell.Of(token.ExpiresAt, zone)),
        new(Concurrent, token => token.Concurrent),
        new(Note, token => token.Note),
        new(Language1, token => token.Language1),
        new(Language2, token => token.Language2),
        new(Priority, token => token.Priority),
        new(OnlyAt, token => token.OnlyAt is { } places ? string.Join(' ', places.Places) : null),
        new(Tariff, token => token.TariffId),
        new(StatusNow, token => token.StatusAt(now).ToString()),
    ];

    /// <summary>The column that a head names, whatever its case and whether its words are joined; null when it is none of ours.</summary>
    public static string? ColumnOf(string head) => _heads.GetValueOrDefault(string.Concat(head.Where(letter => letter is not ('_' or '-' or ' '))));
}
