using System.Diagnostics;
using System.Globalization;
using Csms.Engine.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.Support;

/// <summary>
/// One private PostgreSQL for the whole run of a test assembly, started with the first test that asks and ended with the process.
/// Each <see cref="CreateDatabaseAsync"/> is a copy of one migrated database, so tests share nothing and start fast.
/// </summary>
internal static class PostgresServer
{
    private const string Template = "csms_template";
    private const string FolderPrefix = "csms-test-";

    private static readonly Lazy<Task<EmbeddedPostgres>> Server = new(StartAsync);
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private static int _count;

    /// <summary>A fresh database with the schema of this program.</summary>
    public static Task<TestDatabase> CreateDatabaseAsync() => CreateAsync(Template);

    /// <summary>A fresh database with nothing in it, for tests of the migrations.</summary>
    public static Task<TestDatabase> CreateEmptyDatabaseAsync() => CreateAsync("template1");

    private static async Task<TestDatabase> CreateAsync(string template)
    {
        var server = await Server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _count)}");
        // Two copies of one template at a time would refuse each other.
        await Copying.WaitAsync();
        try
        {
            await AdministerAsync(server, $"CREATE DATABASE {name} TEMPLATE {template}");
        }
        finally
        {
            Copying.Release();
        }
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name, MaxPoolSize = 20 };
        return new(name, settings.ConnectionString, x => AdministerAsync(server, $"DROP DATABASE IF EXISTS {x} WITH (FORCE)"));
    }

    private static async Task<EmbeddedPostgres> StartAsync()
    {
        var folder = Path.Combine(Path.GetTempPath(), FolderPrefix + Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        // Test data need not survive a power cut.
        var settings = new Dictionary<string, string> { ["fsync"] = "off", ["full_page_writes"] = "off", ["max_connections"] = "400", ["shared_buffers"] = "128MB" };
        var server = new EmbeddedPostgres(folder, NullLogger.Instance, Template, settings);
        await server.StartAsync(CancellationToken.None);
        await using (var template = NpgsqlDataSource.Create(server.ConnectionString + ";Pooling=false"))
        {
            await new SchemaMigrator(template, SchemaMigrator.Embedded(), NullLogger.Instance).MigrateAsync(CancellationToken.None);
        }
        SweepAfterwards(folder);
        return server;
    }

    /// <summary>
    /// The runner ends its process without asking, so the kernel ends the server (its parent has died) and this child, which outlives
    /// the run by a moment, deletes the data.
    /// </summary>
    private static void SweepAfterwards(string folder)
    {
        var script = string.Create(CultureInfo.InvariantCulture, $"exec >/dev/null 2>&1; while [ -d /proc/{Environment.ProcessId} ]; do sleep 1; done; while [ -e \"$0/pg/postmaster.pid\" ]; do sleep 1; done; rm -rf \"$0\"");
        using var sweeper = Process.Start(new ProcessStartInfo("/usr/bin/setsid", ["/bin/sh", "-c", script, folder]) { WorkingDirectory = "/" });
    }

    private static async Task AdministerAsync(EmbeddedPostgres server, string sql)
    {
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
