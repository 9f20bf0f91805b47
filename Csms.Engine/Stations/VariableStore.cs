using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Npgsql;

namespace Csms.Engine.Stations;

/// <summary>Device-model variables as last reported or read; 1.6 keys stand under component Configuration as well.</summary>
public sealed class VariableStore
{
    /// <summary>What <see cref="Read"/> reads.</summary>
    internal const string Columns = "component, component_instance, evse_id, connector_id, variable, variable_instance, attribute, value, mutability, characteristics, at, persistent, constant";

    private readonly NpgsqlDataSource _database;
    private readonly FactLog _facts;

    internal VariableStore(NpgsqlDataSource database, FactLog facts) => (_database, _facts) = (database, facts);

    /// <summary>Variables of a station, by component and name; null asks for all. What was told before the call is included.</summary>
    public async Task<IReadOnlyList<(VariableReported Variable, DateTimeOffset At)>> ListAsync(
        int stationKey, string? component, string? variable, CancellationToken cancellation)
    {
        await _facts.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            $"""
            SELECT {Columns} FROM csms.variables
            WHERE station_key = $1 AND ($2::text IS NULL OR lower(component) = lower($2)) AND ($3::text IS NULL OR lower(variable) = lower($3))
            ORDER BY component, component_instance, evse_id, connector_id, variable, variable_instance, attribute
            """);
        command.Parameters.Integer(stationKey).Text(component).Text(variable);
        var variables = new List<(VariableReported, DateTimeOffset)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            variables.Add(Read(reader, 0));
        }

        return variables;
    }

    /// <summary>Power and connector types of every station that has told them, by its compact number.</summary>
    public async Task<IReadOnlyDictionary<int, StationEquipment>> EquipmentAsync(CancellationToken cancellation)
    {
        await _facts.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            """
            SELECT station_key, max(CASE WHEN jsonb_typeof(characteristics->'maxLimit') = 'number' THEN (characteristics->>'maxLimit')::float8 END),
                array_agg(DISTINCT value) FILTER (WHERE component = 'Connector' AND value <> '')
            FROM csms.variables
            WHERE attribute = 'Actual' AND ((component = 'EVSE' AND variable = 'Power') OR (component = 'Connector' AND variable = 'ConnectorType'))
            GROUP BY station_key
            """);
        var equipment = new Dictionary<int, StationEquipment>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            equipment.Add(reader.GetInt32(0), new StationEquipment(reader.DoubleOrNull(1), reader.IsDBNull(2) ? [] : [.. reader.GetFieldValue<string[]>(2).Select(string.Intern)]));
        }

        return equipment;
    }

    /// <summary>Which stations have told a MasterPassGroupId, and which group it is: its tokens stop every session there (CONTRACTS 20; OCPP 2.1 part 2, C16).</summary>
    public async Task<IReadOnlyList<(StationId Station, string Group)>> MasterPassGroupsAsync(CancellationToken cancellation)
    {
        await _facts.FlushAsync(cancellation);
        // One look by the key a station: a network has millions of variables, and this is one a station.
        await using var command = _database.CreateCommand(
            """
            SELECT s.id, m.value FROM csms.stations s
            CROSS JOIN LATERAL (
                SELECT v.value FROM csms.variables v
                WHERE v.station_key = s.key AND lower(v.component) = 'authctrlr' AND v.component_instance = '' AND v.evse_id = 0 AND v.connector_id = 0
                    AND lower(v.variable) = 'masterpassgroupid' AND v.variable_instance = '' AND v.attribute = 'Actual' ORDER BY v.at DESC LIMIT 1) m
            WHERE m.value <> '' ORDER BY s.id
            """);
        var groups = new List<(StationId, string)>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            groups.Add((StationId.Parse(reader.GetString(0)), reader.GetString(1)));
        }

        return groups;
    }

    /// <summary>Names of a station in ISO 15118's words as it has told them (ISO15118Ctrlr/SeccId, EVSE/ISO15118EvseId), without those that another station has told too.</summary>
    public async Task<IReadOnlyList<string>> V2GNamesAsync(int stationKey, CancellationToken cancellation)
    {
        await _facts.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            """
            SELECT DISTINCT v.value FROM csms.variables v
            WHERE v.station_key = $1 AND v.attribute = 'Actual' AND v.value <> '' AND length(v.value) <= 64 AND lower(v.variable) IN ('seccid', 'iso15118evseid')
                AND (lower(v.component), lower(v.variable)) IN (('iso15118ctrlr', 'seccid'), ('evse', 'iso15118evseid'))
                AND NOT EXISTS (
                    SELECT 1 FROM csms.variables o
                    WHERE o.station_key <> $1 AND lower(o.variable) IN ('seccid', 'iso15118evseid') AND length(o.value) <= 64 AND lower(o.component) IN ('iso15118ctrlr', 'evse') AND o.value = v.value)
            """);
        command.Parameters.Integer(stationKey);
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) names.Add(reader.GetString(0));
        return names;
    }

    /// <summary>How much the station takes in one message, by action: ItemsPerMessage and BytesPerMessage of its controllers. Names compare without case, in what it told and in what is asked of the answer.</summary>
    public async Task<IReadOnlyDictionary<string, MessageLimits>> MessageLimitsAsync(int stationKey, CancellationToken cancellation)
    {
        await _facts.FlushAsync(cancellation);
        var limits = new Dictionary<string, MessageLimits>(StringComparer.OrdinalIgnoreCase);
        await using var command = _database.CreateCommand(
            """
            SELECT component, variable, variable_instance, value FROM csms.variables
            WHERE station_key = $1 AND lower(component) IN ('devicedatactrlr', 'monitoringctrlr', 'localauthlistctrlr')
                AND lower(variable) IN ('itemspermessage', 'bytespermessage') AND attribute = 'Actual'
            """);
        command.Parameters.Integer(stationKey);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            if (!reader.IsDBNull(3) && int.TryParse(reader.GetString(3), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit > 0
                && (reader.GetString(2) is { Length: > 0 } named ? named : Same(reader.GetString(0), "LocalAuthListCtrlr") ? "SendLocalList" : null) is { } action)
            {
                var known = limits.GetValueOrDefault(action);
                limits[action] = Same(reader.GetString(1), "ItemsPerMessage") ? known with { Items = limit } : known with { Bytes = limit };
            }
        }

        return limits;
    }

    /// <summary>How the station can send and fetch files, as it told it ("HTTP,FTP"); null: not told.</summary>
    public async Task<string?> FileProtocolsAsync(int stationKey, CancellationToken cancellation)
    {
        await _facts.FlushAsync(cancellation);
        await using var command = _database.CreateCommand(
            """
            SELECT value FROM csms.variables
            WHERE station_key = $1 AND lower(component) = 'ocppcommctrlr' AND lower(variable) = 'filetransferprotocols' AND attribute = 'Actual' AND value <> ''
            """);
        command.Parameters.Integer(stationKey);
        return await command.ExecuteScalarAsync(cancellation) as string;
    }

    /// <summary>An attribute from <see cref="Columns"/>, which begin at a column.</summary>
    internal static (VariableReported Told, DateTimeOffset At) Read(NpgsqlDataReader reader, int first) => (
        new VariableReported
        {
            Component = reader.GetString(first),
            ComponentInstance = NotEmpty(reader.GetString(first + 1)),
            EvseId = NotZero(reader.GetInt16(first + 2)),
            ConnectorId = NotZero(reader.GetInt16(first + 3)),
            Variable = reader.GetString(first + 4),
            VariableInstance = NotEmpty(reader.GetString(first + 5)),
            Attribute = reader.GetString(first + 6),
            Value = reader.TextOrNull(first + 7),
            Mutability = reader.TextOrNull(first + 8),
            Characteristics = reader.TextOrNull(first + 9),
            IsPersistent = reader.IsDBNull(first + 11) ? null : reader.GetBoolean(first + 11),
            IsConstant = reader.IsDBNull(first + 12) ? null : reader.GetBoolean(first + 12),
        },
        reader.GetFieldValue<DateTimeOffset>(first + 10));

    private static bool Same(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);

    private static string? NotEmpty(string text) => text.Length == 0 ? null : text;

    private static int? NotZero(short number) => number == 0 ? null : number;
}
