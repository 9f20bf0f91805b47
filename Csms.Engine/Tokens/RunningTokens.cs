using System.Collections.Concurrent;
using System.Collections.Immutable;
using Csms.Engine.Units;

namespace Csms.Engine.Tokens;

/// <summary>Where each token charges right now. Kept by the stations as sessions begin and end; read when a token is judged.</summary>
public sealed class RunningTokens
{
    private readonly ConcurrentDictionary<string, ImmutableArray<Place>> _places = new(Emaid.Spelling);

    /// <summary>A session with this token runs.</summary>
    public void Begin(string token, SessionId session, StationId station, int evseId)
    {
        var place = new Place(session, station, evseId);
        _places.AddOrUpdate(
            token,
            static (_, place) => [place],
            static (_, places, place) => [.. places.Where(other => other.Session != place.Session), place],
            place);
    }

    /// <summary>Takes the token for a start that is being decided; false when it charges or starts elsewhere.</summary>
    public bool TryClaim(string token, StationId station, int? evseId)
    {
        var claim = new Place(null, station, evseId ?? 0);
        while (true)
        {
            if (!_places.TryGetValue(token, out var places))
            {
                if (_places.TryAdd(token, [claim]))
                {
                    return true;
                }
            }
            else if (IsElsewhere(places, station, evseId))
            {
                return false;
            }
            else if (_places.TryUpdate(token, places.Add(claim), places))
            {
                return true;
            }
        }
    }

    /// <summary>The start is decided: if it began a session, that holds the token now.</summary>
    public void Release(string token, StationId station) => Remove(token, place => place.Session is null && place.Station == station);

    /// <summary>It runs no more.</summary>
    public void End(string token, SessionId session) => Remove(token, place => place.Session == session);

    private void Remove(string token, Predicate<Place> match)
    {
        while (_places.TryGetValue(token, out var places))
        {
            var left = places.RemoveAll(match);
            var done = left.IsEmpty
                ? _places.TryRemove(new KeyValuePair<string, ImmutableArray<Place>>(token, places))
                : _places.TryUpdate(token, left, places);
            if (done)
            {
                return;
            }
        }
    }

    /// <summary>
    /// Whether the token charges elsewhere: at another station, or at another EVSE of this one. Without an EVSE the same station is not
    /// elsewhere, because the driver may be there to stop.
    /// </summary>
    public bool IsElsewhere(string token, StationId station, int? evseId) => _places.TryGetValue(token, out var places) && IsElsewhere(places, station, evseId);

    private static bool IsElsewhere(ImmutableArray<Place> places, StationId station, int? evseId)
    {
        foreach (var place in places)
        {
            if (place.Station != station || (evseId is { } evse && place.EvseId != 0 && place.EvseId != evse))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Sessions that run with the token.</summary>
    public IReadOnlyList<SessionId> SessionsOf(string token) =>
        _places.TryGetValue(token, out var places) ? [.. places.Where(place => place.Session is not null).Select(place => place.Session!.Value)] : [];

    /// <summary>Sessions that run with the token, and at which station.</summary>
    public IReadOnlyList<(SessionId Session, StationId Station)> SessionsAt(string token) =>
        _places.TryGetValue(token, out var places) ? [.. places.Where(place => place.Session is not null).Select(place => (place.Session!.Value, place.Station))] : [];

    /// <summary>Sessions that run with the token, except those where it is presented: at the EVSE, or without one at the station.</summary>
    public IReadOnlyList<(SessionId Session, StationId Station)> SessionsBeside(string token, StationId station, int? evseId) =>
        _places.TryGetValue(token, out var places) ? [.. places.Where(place => place.Session is not null && IsElsewhere([place], station, evseId)).Select(place => (place.Session!.Value, place.Station))] : [];

    private readonly record struct Place(SessionId? Session, StationId Station, int EvseId);
}
