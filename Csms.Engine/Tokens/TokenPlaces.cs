using System.Collections.Immutable;
using System.Globalization;
using Csms.Engine.Units;

namespace Csms.Engine.Tokens;

/// <summary>
/// Where alone a token may charge: stations, or some EVSEs of them (OCPP 2.x IdTokenInfoType.evseId; elsewhere it is NotAtThisLocation). Never none; equal
/// when they name the same.
/// </summary>
public sealed record TokenPlaces
{
    /// <summary>Most places of a token.</summary>
    public const int Most = 200;

    private TokenPlaces(ImmutableArray<string> places) => Places = places;

    /// <summary>Each "STATION", all of it, or "STATION/EVSE"; in order, each once.</summary>
    public ImmutableArray<string> Places { get; }

    /// <summary>From places; null where there is none: then everywhere.</summary>
    /// <exception cref="FormatException">One of them is no place.</exception>
    public static TokenPlaces? Of(IEnumerable<string>? places)
    {
        if (places is null) return null;
        var sorted = places.Select(place => TryRead(place, out var station, out var evse) ? (Station: station, Evse: evse) : throw new FormatException($"'{place}' is no place."))
            .Distinct().OrderBy(place => place.Station.Value, StringComparer.Ordinal).ThenBy(place => place.Evse).ToImmutableArray();
        return sorted.IsEmpty ? null : new TokenPlaces([.. sorted.Select(place => place.Evse is { } evse ? string.Create(CultureInfo.InvariantCulture, $"{place.Station}/{evse}") : place.Station.Value)]);
    }

    /// <summary>Reads one place.</summary>
    public static bool TryRead(string? place, out StationId station, out int? evse)
    {
        evse = null;
        var cut = place?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (cut < 0) return StationId.TryParse(place, out station);
        if (!int.TryParse(place.AsSpan(cut + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < 1)
        {
            station = default;
            return false;
        }

        evse = number;
        return StationId.TryParse(place![..cut], out station);
    }

    /// <summary>The places in a text, parted by commas, semicolons or blanks.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split([',', ';', ' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Each station that is named.</summary>
    public IEnumerable<StationId> Stations => Places.Select(place => Read(place).Station).Distinct();

    /// <summary>EVSEs of a station that it may use: none, it may use all; null, it may not charge there.</summary>
    public ImmutableArray<int>? EvsesAt(StationId station)
    {
        var here = Places.Select(Read).Where(place => place.Station == station).ToList();
        return here.Count == 0 ? null : here.Exists(place => place.Evse is null) ? [] : [.. here.Select(place => place.Evse!.Value)];
    }

    /// <summary>Whether it may charge there; without an EVSE: at some EVSE.</summary>
    public bool Allow(StationId station, int? evse) => EvsesAt(station) is { } evses && (evse is null || evses.IsEmpty || evses.Contains(evse.Value));

    /// <inheritdoc/>
    public bool Equals(TokenPlaces? other) => other is not null && Places.SequenceEqual(other.Places, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Places.Aggregate(Places.Length, static (hash, place) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(place)));

    /// <summary>"HBN-07, HBN-08/2".</summary>
    public override string ToString() => string.Join(", ", Places);

    private static (StationId Station, int? Evse) Read(string place) => TryRead(place, out var station, out var evse) ? (station, evse) : throw new FormatException($"'{place}' is no place.");
}
