namespace Csms.Simulator.Station;

/// <summary>Reservations (MESSAGES §8).</summary>
public sealed partial class VirtualStation
{
    private readonly Dictionary<int, Reservation> _reservations = [];

    /// <summary>Reservations held now.</summary>
    public IReadOnlyList<Reservation> Reservations { get { lock (Gate) return [.. _reservations.Values]; } }

    internal string Reserve(Reservation wanted)
    {
        if (wanted.ExpiresAt <= Now) return "Rejected";
        if (wanted.EvseId is { } id)
        {
            if (FindEvse(id) is not { } evse) return "Rejected";
            if (evse.Fault is not null) return "Faulted";
            if (!IsInService(evse)) return "Unavailable";
            if (evse.Transaction is not null || evse.Vehicle is not null || (evse.Reservation is { } held && held.Id != wanted.Id)) return "Occupied";
        }
        else
        {
            var usable = _evses.Where(e => e.Fault is null && IsInService(e)).ToArray();
            if (usable.Length == 0) return _evses.All(e => e.Fault is not null) ? "Faulted" : "Unavailable";
            var free = usable.Count(e => e.Transaction is null && e.Vehicle is null && (e.Reservation is null || e.Reservation.Id == wanted.Id));
            if (free <= _reservations.Values.Count(r => r.EvseId is null && r.Id != wanted.Id)) return "Occupied";
        }
        if (_reservations.TryGetValue(wanted.Id, out var old)) ForgetReservation(old);
        _reservations[wanted.Id] = wanted;
        if (FindEvse(wanted.EvseId) is { } own) own.Reservation = wanted;
        RefreshAllStatuses();
        return "Accepted";
    }

    internal string CancelReservation(int id)
    {
        if (!_reservations.TryGetValue(id, out var reservation)) return "Rejected";
        ForgetReservation(reservation);
        return "Accepted";
    }

    private Reservation? FindReservation(int evseId, Authorization authorization) =>
        _reservations.Values.FirstOrDefault(r => (r.EvseId is null || r.EvseId == evseId) && r.Admits(authorization.Token, authorization.Group));

    private void ForgetReservation(Reservation reservation)
    {
        _reservations.Remove(reservation.Id);
        foreach (var evse in _evses.Where(e => e.Reservation?.Id == reservation.Id))
        {
            evse.Reservation = null;
            RefreshStatus(evse);
        }
    }

    private void RemoveReservation(Reservation reservation, string status)
    {
        ForgetReservation(reservation);
        Dialect.ReservationEnded(reservation.Id, status);
    }

    private void ExpireReservations(DateTimeOffset now)
    {
        if (_reservations.Count == 0) return;
        foreach (var reservation in _reservations.Values.Where(r => r.ExpiresAt <= now).ToArray()) RemoveReservation(reservation, "Expired");
    }
}
