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
    /// <remarks>
    /// A station's variables are hundreds, and of ten thousand stations millions. So each is looked up by its key, as the standard spells it; only stations
    /// that lack one under that spelling are looked up by the name alone, for names compare without regard to case (index variables_station_name).
    /// </remarks>
    public async Task<IReadOnlyDictionary<int, IReadOnlyList<HeldVariable>>> SomeAsync(
        IReadOnlyCollection<int> stationKeys, IEnumerable<VariableAddress> addresses, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(stationKeys);
        var wanted = addresses.Distinct().ToList();
        var spelled = wanted.SelectMany(Spellings).Distinct().ToList();
        await _facts.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            $"""
             SELECT k.key, v.* FROM unnest($1::int[]) AS k (key)
             CROSS JOIN unnest($2::text[], $3::text[], $4::smallint[], $5::smallint[], $6::text[], $7::text[]) AS a (component, component_instance, evse_id, connector_id, variable, variable_instance)
             CROSS JOIN LATERAL (
                 SELECT {VariableStore.Columns} FROM csms.variables h
                 WHERE h.station_key = k.key AND h.component = a.component AND h.component_instance = a.component_instance AND h.evse_id = a.evse_id AND h.connector_id = a.connector_id
                     AND h.variable = a.variable AND h.variable_instance = a.variable_instance LIMIT 8) v
             """);
        command.Parameters.Integers(stationKeys).Columns(spelled).Text(each => each.Component).Text(each => each.ComponentInstance ?? "").Smallint(each => (short)(each.EvseId ?? 0))
            .Smallint(each => (short)(each.ConnectorId ?? 0)).Text(each => each.Variable).Text(each => each.VariableInstance ?? "");
        var held = await HeldAsync(command, cancellation);

        var lacking = stationKeys.Where(key => wanted.Exists(address => held.GetValueOrDefault(key)?.Any(variable => variable.Address == HeldVariable.Known(address)) != true)).ToList();
        if (lacking.Count == 0) return held;
        await using var byName = _database.CreateCommand(
            $"SELECT station_key, {VariableStore.Columns} FROM csms.variables WHERE station_key = ANY($1) AND lower(variable) = ANY($2)");
        byName.Parameters.Integers(lacking).Texts(spelled.Select(address => address.Variable.ToLowerInvariant()).Distinct());
        foreach (var (station, variables) in await HeldAsync(byName, cancellation)) held[station] = variables;
        return held;
    }

    // What 2.x and 1.6 say alike is stored under either name.
    private static IEnumerable<VariableAddress> Spellings(VariableAddress address)
    {
        var known = HeldVariable.Known(address);
        yield return known;
        if (HeldVariable.KeyOf(known) is { } key) yield return new VariableAddress(VariableAddress.Keys, key);
    }

    private static async Task<Dictionary<int, IReadOnlyList<HeldVariable>>> HeldAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
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
