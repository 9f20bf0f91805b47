using System.Globalization;
using System.Runtime.Versioning;
using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.Storage;

[SupportedOSPlatform("linux")]
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("csms-pg-").FullName;

    public EmbeddedPostgresTests()
    {
        // temp folders are private; the server's account has to pass
        File.SetUnixFileMode(_folder, File.GetUnixFileMode(_folder) | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Start_OverDataOfAnEarlierRun_KeepsIt()
    {
        await using (var first = Server())
        {
            await first.StartAsync(default);
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 42 AS a");
        }
        await using var second = Server();
        await second.StartAsync(default);

        Assert.Equal(42, await ExecuteAsync(second, "SELECT a FROM kept"));
    }

    [Fact]
    public async Task Start_IsDurableAndHasNoPort()
    {
        await using var server = Server(durable: true);
        await server.StartAsync(default);

        Assert.Equal("on", await ExecuteAsync(server, "SHOW fsync"));
        Assert.Equal("on", await ExecuteAsync(server, "SHOW synchronous_commit"));
        Assert.Equal("", await ExecuteAsync(server, "SHOW listen_addresses"));
    }

    [Fact]
    public async Task Start_FolderInsideAClosedOne_Runs()
    {
        var closed = Directory.CreateDirectory(Path.Combine(_folder, "closed"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        await using var server = Server(Path.Combine(closed, "data"));
        await server.StartAsync(default);

        Assert.Equal(1, await ExecuteAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task Start_PathTooLongForASocket_Runs()
    {
        await using var server = Server(Path.Combine(_folder, new string('d', 120)));
        await server.StartAsync(default);

        Assert.Equal(1, await ExecuteAsync(server, "SELECT 1"));
    }

    [Fact]
    public async Task Start_SecondHostOverTheSameFolder_IsRefusedAndFirstGoesOn()
    {
        await using var first = Server();
        await first.StartAsync(default);
        await using var second = Server();

        var failure = await Assert.ThrowsAsync<StorageException>(() => second.StartAsync(default));

        Assert.Contains("Another host already runs", failure.Message, StringComparison.Ordinal);
        Assert.Equal(1, await ExecuteAsync(first, "SELECT 1"));
    }

    [Fact]
    public async Task Start_StalePidFileNamingALivingStranger_Runs()
    {
        await using (var first = Server()) await first.StartAsync(default);
        await File.WriteAllTextAsync(Path.Combine(_folder, "pg", "postmaster.pid"), string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}\n/somewhere\n"));

        await using var second = Server();
        await second.StartAsync(default);

        Assert.Equal(1, await ExecuteAsync(second, "SELECT 1"));
    }

    [Fact]
    public async Task Start_StaleSocketLockNamingALivingStranger_Runs()
    {
        await using (var first = Server()) await first.StartAsync(default);
        // A stranger of the server's own account: PostgreSQL passes over those of others by itself.
        await using var stranger = Server(Path.Combine(_folder, "stranger"));
        await stranger.StartAsync(default);
        var number = (await File.ReadAllLinesAsync(Path.Combine(_folder, "stranger", "pg", "postmaster.pid")))[0];
        await File.WriteAllTextAsync(Path.Combine(_folder, "pg", ".s.PGSQL.5432.lock"), $"{number}\n/somewhere\n0\n5432\n\n");

        await using var second = Server();
        await second.StartAsync(default);

        Assert.Equal(1, await ExecuteAsync(second, "SELECT 1"));
    }

    [Fact]
    public async Task Start_ServerOfAKilledHostStillRuns_EndsItAndTakesOver()
    {
        await using (var first = Server())
        {
            await first.StartAsync(default);
            await ExecuteAsync(first, "CREATE TABLE kept AS SELECT 42 AS a");
        }
        var cluster = Path.Combine(_folder, "pg");
        using var orphan = PostgresAccount.For(cluster).Start(cluster, PostgresBinaries.Find(null).Postgres, "-D", "{0}", "-c", "listen_addresses=", "-c", "unix_socket_directories={0}");
        await using var second = Server();
        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return Equals(42, await ExecuteAsync(second, "SELECT a FROM kept"));
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }, "the orphan answers");

        await second.StartAsync(default);

        Assert.True(orphan.HasExited);
        Assert.Equal(42, await ExecuteAsync(second, "SELECT a FROM kept"));
    }

    [Fact]
    public async Task ServerKilled_IsStartedAgainWithAllCommitted()
    {
        await using var server = Server();
        await server.StartAsync(default);
        await ExecuteAsync(server, "CREATE TABLE kept AS SELECT 42 AS a");
        var postmaster = int.Parse((await File.ReadAllLinesAsync(Path.Combine(_folder, "pg", "postmaster.pid")))[0], CultureInfo.InvariantCulture);

        using (var process = System.Diagnostics.Process.GetProcessById(postmaster)) process.Kill();

        await Eventually.TrueAsync(async () =>
        {
            try
            {
                return Equals(42, await ExecuteAsync(server, "SELECT a FROM kept"));
            }
            catch (NpgsqlException)
            {
                return false;
            }
        }, "the server answers again");
    }

    [Fact]
    public async Task Stop_LeavesNoProcess()
    {
        var server = Server();
        await server.StartAsync(default);
        var postmaster = (await File.ReadAllLinesAsync(Path.Combine(_folder, "pg", "postmaster.pid")))[0];

        await server.StopAsync();

        Assert.False(Directory.Exists($"/proc/{postmaster}"));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Start_ForeignFilesInThePlaceOfTheCluster_SaysSo()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "pg"));
        await File.WriteAllTextAsync(Path.Combine(_folder, "pg", "holiday.jpg"), "");
        await using var server = Server();

        var failure = await Assert.ThrowsAsync<StorageException>(() => server.StartAsync(default));

        Assert.Contains("is not empty", failure.Message, StringComparison.Ordinal);
    }

    private EmbeddedPostgres Server(string? folder = null, bool durable = false) =>
        new(folder ?? _folder, NullLogger.Instance, overrides: durable ? null : new Dictionary<string, string> { ["fsync"] = "off" });

    private static async Task<object?> ExecuteAsync(EmbeddedPostgres server, string sql)
    {
        await using var connection = new NpgsqlConnection(server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
