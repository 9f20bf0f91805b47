using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Tests.Storage;

public sealed class CsmsDatabaseTests
{
    [Fact]
    public async Task Start_GivenServer_MigratesAndIsReachable()
    {
        await using var server = await PostgresServer.CreateEmptyDatabaseAsync();
        await using var database = Database(server.ConnectionString);
        Assert.False(database.IsReachable);

        await database.StartAsync(default);

        Assert.True(database.IsReachable);
        Assert.False(database.IsPrivate);
        Assert.Equal(SchemaMigrator.Embedded().Count, await server.ScalarAsync<int>("SELECT max(version) FROM csms.csms_schema"));
        await database.StopAsync(default);
        Assert.False(database.IsReachable);
    }

    [Fact]
    public async Task ReportFailure_ConnectionLost_ShowsAtOnceAndTheProbeFindsItBack()
    {
        await using var server = await PostgresServer.CreateDatabaseAsync();
        await using var database = Database(server.ConnectionString);
        await database.StartAsync(default);

        database.ReportFailure(new NpgsqlException("broken", new IOException()));

        Assert.False(database.IsReachable);
        await Eventually.TrueAsync(() => database.IsReachable, "the probe finds the database again");
    }

    [Fact]
    public async Task ReportFailure_RefusedData_IsNoLoss()
    {
        await using var server = await PostgresServer.CreateDatabaseAsync();
        await using var database = Database(server.ConnectionString);
        await database.StartAsync(default);

        database.ReportFailure(new PostgresException("duplicate", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation));

        Assert.True(database.IsReachable);
    }

    [Fact]
    public async Task Start_MissingDatabase_SaysWhichSetting()
    {
        await using var server = await PostgresServer.CreateEmptyDatabaseAsync();
        await using var database = Database(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = "nowhere" }.ConnectionString);

        var failure = await Assert.ThrowsAsync<StorageException>(() => database.StartAsync(default));

        Assert.Contains("ConnectionStrings:Csms", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_NotAConnectionString_SaysWhichSetting() =>
        Assert.Contains("ConnectionStrings:Csms", Assert.Throws<StorageException>(() => Database("Hots=db")).Message, StringComparison.Ordinal);

    [Fact]
    public void Complete_OperatorsOwnSettings_AreKept()
    {
        var settings = CsmsConnectionString.Complete("Host=db;Maximum Pool Size=7;Command Timeout=5");

        Assert.Equal((7, 5, 100, "csms"), (settings.MaxPoolSize, settings.CommandTimeout, settings.MaxAutoPrepare, settings.ApplicationName));
    }

    private static CsmsDatabase Database(string connectionString)
    {
        var configuration = new ConfigurationManager { ["ConnectionStrings:Csms"] = connectionString };
        return new(configuration, Options.Create(new StorageOptions()), TimeProvider.System, NullLogger<CsmsDatabase>.Instance);
    }
}
