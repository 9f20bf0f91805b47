using System.Diagnostics.Metrics;
using Csms.Engine.Storage;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Csms.Engine.Tests.Faults;

/// <summary>The journal's promises: every decision is settled exactly once, and what is settled as committed is in the store.</summary>
public sealed class JournalTests
{
    [Fact]
    public async Task DatabaseAway_AllAreGivenUpAfterTheSamePatience()
    {
        var time = new ManualTimeProvider();
        await using var scope = new Scope("Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=1", time);
        var entries = Enumerable.Range(0, 50).Select(_ => new Entry()).ToArray();
        foreach (var entry in entries)
        {
            scope.Journal.Append(entry);
        }

        var began = time.GetUtcNow();
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromMilliseconds(200));
                return entries.All(entry => entry.IsSettled);
            },
            "every decision is given up");
        Assert.All(entries, entry => Assert.Equal(JournalFailure.Unavailable, entry.Failure));
        Assert.True(time.GetUtcNow() - began >= TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task BugInOneDecision_OnlyThatOneIsSetAside()
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await using var scope = new Scope(database.ConnectionString, TimeProvider.System);
        var sound = Enumerable.Range(1, 9).Select(id => new Entry(id)).ToArray();
        var broken = new Entry(0, broken: true);
        foreach (var entry in sound.Take(5).Append(broken).Concat(sound.Skip(5)))
        {
            scope.Journal.Append(entry);
        }

        await Eventually.TrueAsync(() => sound.Append(broken).All(entry => entry.IsSettled), "every decision is settled");
        Assert.Equal(JournalFailure.Refused, broken.Failure);
        Assert.All(sound, entry => Assert.Null(entry.Failure));
        Assert.Equal(9L, await database.ScalarAsync<long>("SELECT count(*) FROM csms.session_events"));

        var after = new Entry(99);
        scope.Journal.Append(after);
        await Eventually.TrueAsync(() => after.IsSettled, "the journal goes on");
        Assert.Null(after.Failure);
    }

    [Theory]
    [InlineData("22003", nameof(JournalFailure.Refused))]
    [InlineData("23514", nameof(JournalFailure.Refused))]
    [InlineData("54000", nameof(JournalFailure.Refused))]
    [InlineData("23505", nameof(JournalFailure.Duplicate))]
    [InlineData("53100", nameof(JournalFailure.Unavailable))]
    [InlineData("57P01", nameof(JournalFailure.Unavailable))]
    [InlineData("25006", nameof(JournalFailure.Unavailable))]
    [InlineData("42501", nameof(JournalFailure.Unavailable))]
    public async Task ServerSaysNo_RowsAreRefusedAndTroubleOfTheServerIsWaitedFor(string state, string failure)
    {
        await using var database = await PostgresServer.CreateDatabaseAsync();
        await database.ExecuteAsync(
            $"""
             CREATE FUNCTION csms.fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$;
             CREATE TRIGGER fault BEFORE INSERT ON csms.session_events FOR EACH ROW EXECUTE FUNCTION csms.fault();
             """);
        var time = new ManualTimeProvider();
        await using var scope = new Scope(database.ConnectionString, time);
        var entry = new Entry(1);
        scope.Journal.Append(entry);
        await Eventually.TrueAsync(
            () =>
            {
                time.Advance(TimeSpan.FromSeconds(1));
                return entry.IsSettled;
            },
            "the decision is settled");
        Assert.Equal(Enum.Parse<JournalFailure>(failure), entry.Failure);
    }

    private sealed class Entry(long id = 1, bool broken = false) : IJournalEntry
    {
        private int _settled;

        public JournalFailure? Failure { get; private set; }

        public bool IsSettled => Volatile.Read(ref _settled) == 1;

        public void WriteTo(JournalBatch batch)
        {
            if (broken)
            {
                throw new InvalidOperationException("a bug");
            }

            batch.Events.Add(new SessionEventRow(id, 1, 1, null, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, "Test", null, null, false, null));
        }

        public void Committed() => Settle(null);

        public void Failed(JournalFailure failure) => Settle(failure);

        private void Settle(JournalFailure? failure)
        {
            Failure = failure;
            Assert.Equal(0, Interlocked.Exchange(ref _settled, 1));
        }
    }

    private sealed class Scope : IAsyncDisposable
    {
        private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        private readonly NpgsqlDataSource _source;
        private readonly CsmsDatabase _database;

        public Scope(string connectionString, TimeProvider time)
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["ConnectionStrings:Csms"] = connectionString }).Build();
            _source = NpgsqlDataSource.Create(connectionString);
            _database = new CsmsDatabase(configuration, Options.Create(new StorageOptions()), time, NullLogger<CsmsDatabase>.Instance);
            Journal = new Journal(_source, _database, time, _services.GetRequiredService<IMeterFactory>(), NullLogger<Journal>.Instance);
            Starting = Journal.StartAsync(CancellationToken.None);
        }

        public Journal Journal { get; }

        public Task Starting { get; }

        public async ValueTask DisposeAsync()
        {
            await Journal.StopAsync(CancellationToken.None);
            Assert.True(Journal.ExecuteTask is { IsCompletedSuccessfully: true });
            Journal.Dispose();
            await _database.DisposeAsync();
            await _source.DisposeAsync();
            await _services.DisposeAsync();
        }
    }
}
