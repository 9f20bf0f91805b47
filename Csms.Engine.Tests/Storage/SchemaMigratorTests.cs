using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Csms.Engine.Tests.Storage;

public sealed class SchemaMigratorTests
{
    private static readonly Migration First = new(1, "first", "CREATE TABLE csms.one (a int)");

    [Fact]
    public async Task Migrate_EmptyDatabase_AppliesAllInOrder()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync();

        var version = await Migrator(database, SchemaMigrator.Embedded()).MigrateAsync(default);

        Assert.Equal(SchemaMigrator.Embedded()[^1].Version, version);
        Assert.Equal(version, await database.ScalarAsync<int>("SELECT max(version) FROM csms.csms_schema"));
        Assert.Equal(0L, await database.ScalarAsync<long>("SELECT count(*) FROM csms.sessions"));
    }

    [Fact]
    public async Task Migrate_SecondTime_ChangesNothing()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        var before = await database.ScalarAsync<DateTime>("SELECT max(applied_at) FROM csms.csms_schema");

        await Migrator(database, SchemaMigrator.Embedded()).MigrateAsync(default);

        Assert.Equal(before, await database.ScalarAsync<DateTime>("SELECT max(applied_at) FROM csms.csms_schema"));
    }

    [Fact]
    public async Task Migrate_EightNodesAtOnce_EachMigrationRunsOnce()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Migrator(database, SchemaMigrator.Embedded()).MigrateAsync(default)));

        Assert.Equal(SchemaMigrator.Embedded().Count, await database.ScalarAsync<long>("SELECT count(*) FROM csms.csms_schema"));
    }

    [Fact]
    public async Task Migrate_ChangedFile_IsRefused()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync();
        await Migrator(database, [First]).MigrateAsync(default);

        var failure = await Assert.ThrowsAsync<StorageException>(() => Migrator(database, [First with { Sql = First.Sql + " -- edited" }]).MigrateAsync(default));

        Assert.Contains("applied with another content", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_NewerDatabase_IsRefused()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync();
        await Migrator(database, [First, new(2, "second", "CREATE TABLE csms.two (a int)")]).MigrateAsync(default);

        var failure = await Assert.ThrowsAsync<StorageException>(() => Migrator(database, [First]).MigrateAsync(default));

        Assert.Contains("schema version 2, this program knows up to 1", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Migrate_FailingFile_KeepsNothingOfItAndAllBefore()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync();

        await Assert.ThrowsAsync<StorageException>(() => Migrator(database, [First, new(2, "broken", "CREATE TABLE csms.two (a int); SELECT 1/0")]).MigrateAsync(default));

        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('csms.one') IS NOT NULL"));
        Assert.True(await database.ScalarAsync<bool>("SELECT to_regclass('csms.two') IS NULL"));
        Assert.Equal(1, await database.ScalarAsync<int>("SELECT max(version) FROM csms.csms_schema"));
        Assert.Equal(2, await Migrator(database, [First, new(2, "mended", "CREATE TABLE csms.two (a int)")]).MigrateAsync(default));
    }

    [Fact]
    public async Task Migrate_ValuesThatAreSecretSinceThen_AreWiped()
    {
        await using var database = await PostgresServer.CreateEmptyDatabaseAsync();
        await Migrator(database, [.. SchemaMigrator.Embedded().TakeWhile(migration => migration.Version < 36)]).MigrateAsync(default);
        var key = await database.AddStationAsync("OLD-1");
        foreach (var variable in new[] { "ApnPassword", "SimPin", "VpnPassword", "VpnKey", "HeartbeatInterval" })
        {
            await database.ExecuteAsync("INSERT INTO csms.variables (station_key, component, variable, value, at) VALUES ($1, 'NetworkConfiguration', $2, '1234', now())", key, variable);
        }

        await database.ExecuteAsync("""INSERT INTO csms.network_profiles (station_key, slot, data, at, actor) VALUES ($1, 1, '{"apn":{"apn":"net","simPin":1234}}', now(), 'Ann'), ($1, 2, '{"ocppInterface":"Wired0"}', now(), 'Ann')""", key);

        await Migrator(database, SchemaMigrator.Embedded()).MigrateAsync(default);

        Assert.Equal("HeartbeatInterval", await database.ScalarAsync<string>("SELECT string_agg(variable, ',') FROM csms.variables WHERE value IS NOT NULL"));
        Assert.Equal("""{"apn": {"apn": "net"}} {"ocppInterface": "Wired0"}""", await database.ScalarAsync<string>("SELECT string_agg(data::text, ' ' ORDER BY slot) FROM csms.network_profiles"));
    }

    [Fact]
    public void Checksum_OtherLineEndings_IsTheSame() =>
        Assert.Equal(new Migration(1, "x", "a\nb\n").Checksum, new Migration(1, "x", "a\r\nb\r\n").Checksum);

    private static SchemaMigrator Migrator(TestDatabase database, IReadOnlyList<Migration> migrations) => new(database.DataSource, migrations, NullLogger.Instance);
}
