using Csms.Engine.Events;
using Csms.Engine.Tokens;

namespace Csms.Console.Tokens;

/// <summary>A row of a file that can be taken: what its cells say. An empty cell of type, status or concurrent says nothing, of the others that there is none.</summary>
/// <param name="Line">Line of the file, from 1.</param>
/// <param name="IdToken">The token.</param>
public sealed record TokenRow(int Line, string IdToken)
{
    /// <summary>Type, in 2.1's words.</summary>
    public string? Type { get; init; }

    /// <summary>Status, in 2.1's words.</summary>
    public AuthorizationStatus? Status { get; init; }

    /// <summary>Group.</summary>
    public string? Group { get; init; }

    /// <summary>Expiry, UTC.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>May charge in several places at once.</summary>
    public bool? Concurrent { get; init; }

    /// <summary>Whose.</summary>
    public string? Driver { get; init; }

    /// <summary>For people.</summary>
    public string? Note { get; init; }

    /// <summary>First language of the driver.</summary>
    public string? Language1 { get; init; }

    /// <summary>Second language.</summary>
    public string? Language2 { get; init; }

    /// <summary>Priority, −9 to 9.</summary>
    public int? Priority { get; init; }

    /// <summary>Where alone it may charge.</summary>
    public TokenPlaces? OnlyAt { get; init; }

    /// <summary>Tariff of its own.</summary>
    public string? TariffId { get; init; }

    /// <summary>What the token shall be: cells over what it is; a column that the file has not stays as it is.</summary>
    /// <param name="before">The token as it is; null: a new one.</param>
    /// <param name="columns">Columns of the file.</param>
    public TokenEntry Onto(TokenEntry? before, IReadOnlySet<string> columns)
    {
        // A new one without a type is a card, as on the form.
        var old = before ?? new TokenEntry { IdToken = IdToken, Type = Engine.Events.IdToken.TypeOf16 };
        var first = columns.Contains(TokenCsv.Language1) ? Language1 : old.Language1;
        return old with
        {
            Type = Type ?? old.Type,
            Status = Status ?? old.Status,
            GroupId = columns.Contains(TokenCsv.Group) ? Group : old.GroupId,
            ExpiresAt = columns.Contains(TokenCsv.Expires) && !IsSameSecond(old.ExpiresAt) ? ExpiresAt : old.ExpiresAt,
            Concurrent = Concurrent ?? old.Concurrent,
            Driver = columns.Contains(TokenCsv.Driver) ? Driver : old.Driver,
            Note = columns.Contains(TokenCsv.Note) ? Note : old.Note,
            Language1 = first,
            Language2 = first is null ? null : columns.Contains(TokenCsv.Language2) ? Language2 : old.Language2,
            Priority = columns.Contains(TokenCsv.Priority) ? Priority : old.Priority,
            OnlyAt = columns.Contains(TokenCsv.OnlyAt) ? OnlyAt : old.OnlyAt,
            TariffId = columns.Contains(TokenCsv.Tariff) ? TariffId : old.TariffId,
        };
    }

    // Files carry whole seconds: a fraction that was entered over the API is not lost by an export and an import.
    private bool IsSameSecond(DateTimeOffset? at) => ExpiresAt is { } wanted && at is { } present
        && wanted.UtcTicks % TimeSpan.TicksPerSecond == 0 && present.UtcTicks - (present.UtcTicks % TimeSpan.TicksPerSecond) == wanted.UtcTicks;
}
