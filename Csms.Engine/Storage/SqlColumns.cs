using Npgsql;
using NpgsqlTypes;

namespace Csms.Engine.Storage;

/// <summary>The columns of many rows as parameters of one statement, each an array by the name of its PostgreSQL type (<see cref="SqlParameters.Columns"/>).</summary>
internal readonly struct SqlColumns<TRow>(NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows)
{
    public SqlColumns<TRow> Text(Func<TRow, string?> column) => Put(column, NpgsqlDbType.Text);

    /// <summary>Text as a station sent it.</summary>
    public SqlColumns<TRow> StationText(Func<TRow, string?> column) => Put(row => Storage.StationText.Storable(column(row)), NpgsqlDbType.Text);

    public SqlColumns<TRow> Jsonb(Func<TRow, string?> column) => Put(column, NpgsqlDbType.Jsonb);

    public SqlColumns<TRow> UuidOrNull(Func<TRow, Guid?> column) => Put(column, NpgsqlDbType.Uuid);

    public SqlColumns<TRow> Boolean(Func<TRow, bool> column) => Put(column, NpgsqlDbType.Boolean);

    public SqlColumns<TRow> BooleanOrNull(Func<TRow, bool?> column) => Put(column, NpgsqlDbType.Boolean);

    public SqlColumns<TRow> Smallint(Func<TRow, short> column) => Put(column, NpgsqlDbType.Smallint);

    public SqlColumns<TRow> Integer(Func<TRow, int> column) => Put(column, NpgsqlDbType.Integer);

    public SqlColumns<TRow> IntegerOrNull(Func<TRow, int?> column) => Put(column, NpgsqlDbType.Integer);

    public SqlColumns<TRow> Bigint(Func<TRow, long> column) => Put(column, NpgsqlDbType.Bigint);

    public SqlColumns<TRow> BigintOrNull(Func<TRow, long?> column) => Put(column, NpgsqlDbType.Bigint);

    public SqlColumns<TRow> NumericOrNull(Func<TRow, decimal?> column) => Put(column, NpgsqlDbType.Numeric);

    public SqlColumns<TRow> Timestamp(Func<TRow, DateTimeOffset> column) => Put(row => column(row).UtcDateTime, NpgsqlDbType.TimestampTz);

    public SqlColumns<TRow> TimestampOrNull(Func<TRow, DateTimeOffset?> column) => Put(row => column(row)?.UtcDateTime, NpgsqlDbType.TimestampTz);

    private SqlColumns<TRow> Put<TValue>(Func<TRow, TValue> column, NpgsqlDbType type)
    {
        var values = new TValue[rows.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = column(rows[index]);
        }

        parameters.Add(new NpgsqlParameter<TValue[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return this;
    }
}
