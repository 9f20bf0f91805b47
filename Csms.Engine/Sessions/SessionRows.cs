using System.Text.Json;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Storage;

namespace Csms.Engine.Sessions;

/// <summary>From sessions to rows.</summary>
internal static class SessionRows
{
    /// <summary>Adds everything that a reconciliation changes.</summary>
    public static void Write(JournalBatch batch, int stationKey, Reconciliation change, DateTimeOffset receivedAt)
    {
        foreach (var session in change.Changed)
        {
            batch.Sessions[session.Id.Value] = RowOf(session, stationKey, receivedAt);
        }

        foreach (var entry in change.Events)
        {
            batch.Events.Add(RowOf(entry));
        }

        foreach (var row in change.Meter)
        {
            AddMeter(batch, row, stationKey, receivedAt);
        }
    }

    private static SessionRow RowOf(Session session, int stationKey, DateTimeOffset now) => RowOf(session, session.Cost, stationKey, now);

    private static SessionRow RowOf(Session session, SessionCost? cost, int stationKey, DateTimeOffset now) => new()
    {
        Id = session.Id.Value,
        StationKey = stationKey,
        StationId = session.StationId.Value,
        EvseId = session.EvseId,
        ConnectorId = session.ConnectorId,
        TransactionId = session.TransactionId,
        IdToken = session.Token?.Value,
        TokenType = session.Token?.Type,
        State = session.State.Word(),
        ChargingState = session.ChargingState == ChargingState.Unknown ? null : session.ChargingState.ToString(),
        StartedAt = session.StartedAt,
        EndedAt = session.EndedAt,
        ReceivedAt = session.ReceivedAt,
        MeterStartWh = session.MeterStartWh,
        MeterStopWh = session.MeterStopWh,
        EnergyWh = session.EnergyWh,
        StopReason = session.StopReason,
        RemoteStartId = session.RemoteStartId,
        ReservationId = session.ReservationId,
        Flags = session.Flags.IsEmpty ? "[]" : JsonSerializer.Serialize(session.Flags, SessionJson.Default.ImmutableArraySessionFlag),
        StartKey = session.StartKey,
        Detail = JsonSerializer.Serialize(SessionDetail.Of(session), SessionJson.Default.SessionDetail),
        UpdatedAt = now,
        TariffId = session.Price?.Tariff.Id,
        TariffVersion = session.Price?.Tariff.Version,
        Currency = cost?.Currency,
        CostExclTax = cost?.ExclTax,
        CostInclTax = cost?.InclTax,
    };

    private static SessionEventRow RowOf(SessionEvent entry) => new(
        entry.Session.Value,
        entry.Key,
        (short)((int)entry.Phase + 1),
        entry.Sequence,
        entry.At,
        entry.ReceivedAt,
        entry.Trigger,
        entry.ChargingState?.ToString(),
        entry.Token,
        entry.Offline,
        entry.RegisterWh is { } register ? $"{{\"registerWh\":{register}}}" : null);

    private static void AddMeter(JournalBatch batch, MeterRow row, int stationKey, DateTimeOffset receivedAt)
    {
        var values = row.Reading.Values;
        if (row.SaidAt is { } saidAt)
        {
            batch.Unclocked.Add(new UnclockedRow(
                stationKey, row.EvseId, saidAt, row.Key, row.At, receivedAt, (short)row.Reading.Context, values, [.. RawOf(row, stationKey, receivedAt)]));
            return;
        }

        if (values.Length > 0)
        {
            batch.AddMeter(new MeterValueRow(
                row.At, receivedAt, row.Session?.Value, row.Key, stationKey, row.EvseId, (short)row.Reading.Context, values));
        }

        if (row.Reading.Raw is not null)
        {
            batch.RawSamples.AddRange(RawOf(row, stationKey, receivedAt));
        }
    }

    private static IEnumerable<RawSampleRow> RawOf(MeterRow row, int stationKey, DateTimeOffset receivedAt) => (row.Reading.Raw ?? []).Select((sample, index) => new RawSampleRow(
        row.Session?.Value, stationKey, row.EvseId, row.At, receivedAt, unchecked(row.Key + (index << 16)), (short)row.Reading.Context,
        sample.Measurand, sample.Phase, sample.Unit, sample.Value, sample.Encoding, sample.SigningMethod, sample.PublicKey));
}
