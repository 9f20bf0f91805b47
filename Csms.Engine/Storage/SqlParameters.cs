using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Csms.Engine.Storage;

/// <summary>
/// The way in which parameters of SQL are filled: one after the other, each by the name of its PostgreSQL type, null as NULL. A time goes
/// as UTC, whatever its offset.
/// </summary>
public static class SqlParameters
{
    /// <summary>A text.</summary>
    public static NpgsqlParameterCollection Text(this NpgsqlParameterCollection parameters, string? value) => parameters.Put(value, NpgsqlDbType.Text);

    /// <summary>The pattern that finds this text anywhere (LIKE, ILIKE).</summary>
    public static NpgsqlParameterCollection Containing(this NpgsqlParameterCollection parameters, string? text) => parameters.Text(text is null ? null : $"%{Pattern(text)}%");

    /// <summary>The pattern that finds what begins with this text.</summary>
    public static NpgsqlParameterCollection Beginning(this NpgsqlParameterCollection parameters, string text) => parameters.Text($"{Pattern(text)}%");

    /// <summary>The pattern of this text alone, for a comparison without regard to case that an index of trigrams answers.</summary>
    public static NpgsqlParameterCollection Literally(this NpgsqlParameterCollection parameters, string text) => parameters.Text(Pattern(text));

    /// <summary>Bytes.</summary>
    public static NpgsqlParameterCollection Bytea(this NpgsqlParameterCollection parameters, byte[]? value) => parameters.Put(value, NpgsqlDbType.Bytea);

    /// <summary>JSON as its text.</summary>
    public static NpgsqlParameterCollection Jsonb(this NpgsqlParameterCollection parameters, string? json) => parameters.Put(json, NpgsqlDbType.Jsonb);

    /// <summary>A UUID.</summary>
    public static NpgsqlParameterCollection Uuid(this NpgsqlParameterCollection parameters, Guid? value) => parameters.Put(value, NpgsqlDbType.Uuid);

    /// <summary>A boolean.</summary>
    public static NpgsqlParameterCollection Boolean(this NpgsqlParameterCollection parameters, bool? value) => parameters.Put(value, NpgsqlDbType.Boolean);

    /// <summary>A 16 bit integer.</summary>
    public static NpgsqlParameterCollection Smallint(this NpgsqlParameterCollection parameters, short? value) => parameters.Put(value, NpgsqlDbType.Smallint);

    /// <summary>A 32 bit integer.</summary>
    public static NpgsqlParameterCollection Integer(this NpgsqlParameterCollection parameters, int? value) => parameters.Put(value, NpgsqlDbType.Integer);

    /// <summary>A 64 bit integer.</summary>
    public static NpgsqlParameterCollection Bigint(this NpgsqlParameterCollection parameters, long? value) => parameters.Put(value, NpgsqlDbType.Bigint);

    /// <summary>A double.</summary>
    public static NpgsqlParameterCollection Double(this NpgsqlParameterCollection parameters, double? value) => parameters.Put(value, NpgsqlDbType.Double);

    /// <summary>Exactly: money.</summary>
    public static NpgsqlParameterCollection Numeric(this NpgsqlParameterCollection parameters, decimal? value) => parameters.Put(value, NpgsqlDbType.Numeric);

    /// <summary>A time; it goes as UTC.</summary>
    public static NpgsqlParameterCollection Timestamp(this NpgsqlParameterCollection parameters, DateTimeOffset? value) =>
        parameters.Put(value?.UtcDateTime, NpgsqlDbType.TimestampTz);

    /// <summary>An array of texts.</summary>
    public static NpgsqlParameterCollection Texts(this NpgsqlParameterCollection parameters, IEnumerable<string>? values) =>
        parameters.Put(values?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);

    /// <summary>An array of 16 bit integers.</summary>
    public static NpgsqlParameterCollection Smallints(this NpgsqlParameterCollection parameters, IEnumerable<short>? values) =>
        parameters.Put(values?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Smallint);

    /// <summary>An array of 32 bit integers.</summary>
    public static NpgsqlParameterCollection Integers(this NpgsqlParameterCollection parameters, IEnumerable<int>? values) =>
        parameters.Put(values?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Integer);

    /// <summary>An array of 64 bit integers.</summary>
    public static NpgsqlParameterCollection Bigints(this NpgsqlParameterCollection parameters, IEnumerable<long>? values) =>
        parameters.Put(values?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Bigint);

    /// <summary>An array of UUIDs.</summary>
    public static NpgsqlParameterCollection Uuids(this NpgsqlParameterCollection parameters, IEnumerable<Guid>? values) =>
        parameters.Put(values?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);

    /// <summary>An array of doubles.</summary>
    public static NpgsqlParameterCollection Doubles(this NpgsqlParameterCollection parameters, IEnumerable<double>? values) =>
        parameters.Put(values?.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Double);

    /// <summary>Many rows in one statement, <c>unnest($1::int[], $2::text[], …)</c>: an array for each column.</summary>
    internal static SqlColumns<TRow> Columns<TRow>(this NpgsqlParameterCollection parameters, IReadOnlyList<TRow> rows) => new(parameters, rows);

    /// <summary>How the statement names the parameter that was put last: <c>$3</c>.</summary>
    public static string Place(this NpgsqlParameterCollection parameters) => string.Create(CultureInfo.InvariantCulture, $"${parameters.Count}");

    private static string Pattern(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private static NpgsqlParameterCollection Put(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type)
    {
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
        return parameters;
    }
}
