using Npgsql;

namespace Csms.Engine.Storage;

/// <summary>Sends encoded rows to the server, in one piece.</summary>
internal static class RawCopy
{
    /// <param name="connection">Open; a transaction on it takes the rows in.</param>
    /// <param name="copySql"><c>COPY table (columns) FROM STDIN (FORMAT BINARY)</c>.</param>
    /// <param name="rows">Nothing is sent when it is empty.</param>
    /// <param name="cancellationToken">Cancelling breaks the connection.</param>
    public static async Task WriteAsync(NpgsqlConnection connection, string copySql, RawCopyBuffer rows, CancellationToken cancellationToken)
    {
        if (rows.Rows == 0) return;
        await using var stream = await connection.BeginRawBinaryCopyAsync(copySql, cancellationToken);
        await stream.WriteAsync(rows.Complete(), cancellationToken);
    }
}
