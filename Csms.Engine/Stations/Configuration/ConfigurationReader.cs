using Csms.Engine.Events;
using Csms.Engine.Storage;
using Npgsql;

namespace Csms.Engine.Stations.Configuration;

/// <summary>What stations are configured with, as they last told it. What was told before the call is included. Never asked on a message's path.</summary>
public sealed class ConfigurationReader
{
    private readonly NpgsqlDataSource _database;
    private readonly VariableStore _variables;
    private readonly FactLog _facts;

    internal ConfigurationReader(NpgsqlDataSource database, VariableStore variables, FactLog facts) => (_database, _variables, _facts) = (database, variables, facts);

    /// <summary>Every variable of a station, by component.</summary>
    /// <param name="stationKey">Its compact number (<see cref="StationState.Key"/>).</param>
    /// <param name="cancellation">Nobody waits any more.</param>
    public async Task<IReadOnlyList<HeldVariable>> AllAsync(int stationKey, CancellationToken cancellation) =>
        HeldVariable.Of(await _variables.ListAsync(stationKey, null, null, cancellation));

    /// <summary>Some variables of many stations, by their compact numbers. A station that has told none of them is not in it.</summary>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<HeldVariable>>> SomeAsync(
        IReadOnlyCollection<int> stationKeys, IEnumerable<VariableAddress> addresses, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stationKeys);
        await _facts.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            $"SELECT station_key, {VariableStore.Columns} FROM csms.variables WHERE station_key = ANY($1) AND lower(variable) = ANY($2)");
        command.Parameters.Integers(stationKeys).Texts(addresses.Select(address => address.Variable.ToLowerInvariant()).Distinct());
        var told = new Dictionary<int, List<(VariableReported, DateTimeOffset)>>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (!told.TryGetValue(reader.GetInt32(0), out var ofStation)) told.Add(reader.GetInt32(0), ofStation = []);
            ofStation.Add(VariableStore.Read(reader, 1));
        }

        return told.ToDictionary(pair => pair.Key, pair => HeldVariable.Of(pair.Value));
    }

    /// <summary>How much of its last report a station has sent; null: it never sent one.</summary>
    public async Task<StationReport?> ReportAsync(int stationKey, CancellationToken cancellation)
    {
        await _facts.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            "SELECT request_id, started_at, last_at, parts, last_part, missing, variables, complete, cut FROM csms.station_reports WHERE station_key = $1");
        command.Parameters.Integer(stationKey);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return !await reader.ReadAsync(cancellation) ? null : new StationReport(
            reader.GetInt32(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetFieldValue<DateTimeOffset>(2), reader.GetInt32(3), reader.IntegerOrNull(4),
            [.. reader.GetFieldValue<int[]>(5)], reader.GetInt32(6), reader.GetBoolean(7), reader.GetBoolean(8));
    }
}
