using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.Storage;

public sealed class TextSearchIndexTests
{
    [Fact]
    public async Task Ensure_TwoNodesAtOnce_MakesItOnce()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await database.ExecuteAsync("DROP INDEX IF EXISTS csms.sessions_text, csms.settlements_text");

        var made = await Task.WhenAll(Index(database.DataSource).EnsureAsync(default), Index(database.DataSource).EnsureAsync(default));

        Assert.Equal([true, true], made);
        Assert.Equal(2L, await database.ScalarAsync<long>("SELECT count(*) FROM pg_indexes WHERE indexname IN ('sessions_text', 'settlements_text')"));
    }

    [Fact]
    public async Task Ensure_ExtensionNotAllowed_GoesOnWithout()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await database.ExecuteAsync("DROP EXTENSION IF EXISTS pg_trgm CASCADE");
        await database.ExecuteAsync("CREATE ROLE " + database.Name + "_guest LOGIN; GRANT USAGE ON SCHEMA csms TO " + database.Name + "_guest");
        await using var guest = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.ConnectionString) { Username = database.Name + "_guest", Pooling = false });

        Assert.False(await Index(guest).EnsureAsync(default));
    }

    private static TextSearchIndex Index(NpgsqlDataSource source) => new(source, NullLogger.Instance);
}
