using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Csms.Bench.Runs;
using Csms.Engine.LiveView;
using Csms.Engine.Payments;
using Csms.Engine.Sessions;
using Csms.Engine.Storage;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Bench.Seeding;

/// <summary>Asks what the console's lists ask, by the product's own classes, and has the server tell the plan of each statement (auto_explain).</summary>
internal sealed partial class QueriesRun : IAsyncDisposable
{
    private const int Page = 100;
    private const int CountedAtMost = 10_001;
    private const double ListMs = 100;
    private const long LargeRows = 100_000;

    private readonly NpgsqlDataSource _source;
    private readonly NpgsqlDataSource _explained;
    private readonly StringBuilder _plan = new();

    private QueriesRun(NpgsqlDataSource source, NpgsqlDataSource explained) => (_source, _explained) = (source, explained);

    /// <param name="connectionString">Of a superuser, for auto_explain.</param>
    public static QueriesRun Over(string connectionString)
    {
        var explain = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Options = "-c session_preload_libraries=auto_explain -c auto_explain.log_min_duration=0 -c auto_explain.log_level=notice -c client_min_messages=notice",
            Pooling = true,
            MaxPoolSize = 2,
        };
        QueriesRun? run = null;
        var builder = new NpgsqlDataSourceBuilder(explain.ConnectionString);
        builder.UsePhysicalConnectionInitializer(connection => connection.Notice += (_, e) => run!.Take(e.Notice.MessageText), connection =>
        {
            connection.Notice += (_, e) => run!.Take(e.Notice.MessageText);
            return Task.CompletedTask;
        });
        run = new QueriesRun(NpgsqlDataSource.Create(connectionString), builder.Build());
        return run;
    }

    /// <summary>Each question so many times, over other stations, tokens and sessions each time.</summary>
    public async Task<QueriesResult> RunAsync(int times, CancellationToken cancellation)
    {
        var large = await LargeAsync(cancellation);
        var results = new List<QuestionResult>();
        foreach (var (name, ask) in Questions(await NumbersAsync(cancellation)))
        {
            var result = await AskAsync(name, ask, times, large, cancellation);
            Report.Say(result.ToString());
            results.Add(result);
        }

        return new QueriesResult(large, results);
    }

    public async ValueTask DisposeAsync()
    {
        await _explained.DisposeAsync();
        await _source.DisposeAsync();
    }

    private static IEnumerable<(string Name, Func<NpgsqlDataSource, Random, CancellationToken, Task> Ask)> Questions(Numbers numbers)
    {
        yield return List("sessions, first page", _ => new SessionQuery());
        yield return List("sessions, a page deep in the past", random => new SessionQuery { After = new ListPlace(numbers.Now.AddDays(-random.Next(5, 80)), 1) });
        yield return List("sessions of a station", random => new SessionQuery { StationId = Station(random) });
        yield return List("sessions of a site", random => new SessionQuery { SiteIds = [Site(random)] });
        yield return List("sessions of a token", random => new SessionQuery { IdToken = Token(random) });
        yield return List("sessions of a day", random => Day(random));
        yield return List("sessions to be looked at", _ => new SessionQuery { State = SessionState.Review });
        yield return List("running sessions", _ => new SessionQuery { State = SessionState.Active });
        yield return List("sessions by text, a whole station", random => new SessionQuery { Search = Station(random) });
        yield return List("sessions by text, part of a token", random => new SessionQuery { Search = Token(random)[2..8] });
        yield return List("sessions by text, found nowhere", random => new SessionQuery { Search = "nowhere" + random.Next(1000) });
        yield return List("sessions by text, two letters found nowhere", _ => new SessionQuery { Search = "zq" });
        yield return List("sessions by text, all of them", _ => new SessionQuery { Search = "SEED" });
        yield return List("sessions of a site by text", random => new SessionQuery { SiteIds = [Site(random)], Search = Token(random)[2..8] });
        yield return Count("count of sessions, all", _ => new SessionQuery());
        yield return Count("count of sessions of a site", random => new SessionQuery { SiteIds = [Site(random)] });
        yield return Count("count of sessions by text", random => new SessionQuery { Search = Token(random)[2..8] });
        yield return Payments("payments, first page", _ => new SettlementQuery());
        yield return Payments("payments that failed", _ => new SettlementQuery { FailedOnly = true });
        yield return Payments("payments of a status, failed", _ => new SettlementQuery { Status = SettlementStatus.Failed });
        yield return Payments("payments by text, part of a reference", random => new SettlementQuery { Search = Payment(random)[4..10] });
        yield return Payments("payments by text, a whole station", random => new SettlementQuery { Search = Station(random) });
        yield return Payments("payments by text, found nowhere", random => new SettlementQuery { Search = "nowhere" + random.Next(1000) });
        yield return Payments("payments by text, two letters found nowhere", _ => new SettlementQuery { Search = "zq" });
        yield return Payments("payments by text, all of them", _ => new SettlementQuery { Search = "PSP" });
        yield return Payments("payments of a site by text", random => new SettlementQuery { Sites = [Site(random)], Search = Payment(random)[4..10] });
        yield return PaymentCount("count of payments by text", random => new SettlementQuery { Search = Payment(random)[4..10] });
        yield return PaymentCount("count of payments by text, found nowhere", random => new SettlementQuery { Search = "nowhere" + random.Next(1000) });
        yield return PaymentCount("count of payments that failed", _ => new SettlementQuery { FailedOnly = true });
        yield return ("a session: itself, its timeline, its readings", async (source, random, cancellation) =>
        {
            var id = new SessionId(random.Next(1, numbers.Sessions + 1));
            var store = new SessionStore(source);
            await store.FindAsync(id, cancellation);
            await store.EventsAsync(id, cancellation);
            await new SessionReadings(source).ListAsync(id, null, 2000, cancellation);
        });
        yield return ("where a token was used", (source, random, cancellation) => new TokenUses(source).OfAsync(Token(random), null, cancellation));
        yield return ("stations where 100 tokens were used", (source, random, cancellation) =>
            new TokenUses(source).StationsAsync([.. Enumerable.Range(0, 100).Select(_ => Token(random))], null, cancellation));
        yield return ("overview: figures of the day", (source, _, cancellation) =>
            new DayQueries(source).ReadAsync(new DateTimeOffset(numbers.Now.UtcDateTime.Date, TimeSpan.Zero), numbers.Now, null, cancellation));
        yield return ("overview: figures of the day, one site", (source, random, cancellation) =>
            new DayQueries(source).ReadAsync(new DateTimeOffset(numbers.Now.UtcDateTime.Date, TimeSpan.Zero), numbers.Now, [Site(random)], cancellation));
        yield return Frames("messages of a station", _ => null);
        yield return Frames("messages of a station by text", _ => "heartbeat");

        (string, Func<NpgsqlDataSource, Random, CancellationToken, Task>) List(string name, Func<Random, SessionQuery> query) =>
            (name, (source, random, cancellation) => new SessionStore(source).ListAsync(query(random) with { Limit = Page }, cancellation));

        (string, Func<NpgsqlDataSource, Random, CancellationToken, Task>) Count(string name, Func<Random, SessionQuery> query) =>
            (name, (source, random, cancellation) => new SessionStore(source).CountAsync(query(random), CountedAtMost, cancellation));

        (string, Func<NpgsqlDataSource, Random, CancellationToken, Task>) Payments(string name, Func<Random, SettlementQuery> query) =>
            (name, (source, random, cancellation) => new SettlementStore(source).ListAsync(query(random) with { Limit = Page }, cancellation));

        (string, Func<NpgsqlDataSource, Random, CancellationToken, Task>) PaymentCount(string name, Func<Random, SettlementQuery> query) =>
            (name, (source, random, cancellation) => new SettlementStore(source).CountAsync(query(random), CountedAtMost, cancellation));

        (string, Func<NpgsqlDataSource, Random, CancellationToken, Task>) Frames(string name, Func<Random, string?> text) => (name, async (source, random, cancellation) =>
        {
            await using var log = new FrameLog(source, TimeProvider.System, NullLogger<FrameLog>.Instance);
            await new FrameHistory(source, log).ReadAsync(new FrameHistoryQuery(numbers.Keys[random.Next(numbers.Keys.Length)]) { Search = text(random) }, cancellation);
        });

        SessionQuery Day(Random random)
        {
            var from = new DateTimeOffset(numbers.Now.UtcDateTime.Date, TimeSpan.Zero).AddDays(-random.Next(1, 80));
            return new SessionQuery { From = from, To = from.AddDays(1) };
        }

        string Station(Random random) => SeedOptions.StationId(random.Next(numbers.Keys.Length));
        string Payment(Random random) => SeedOptions.PaymentId(random.Next(1, numbers.Sessions / 4) * 4L);
        string Token(Random random) => SeedOptions.TokenId(random.Next(numbers.Tokens));
        string Site(Random random) => SeedOptions.SiteId(random.Next(numbers.Sites));
    }

    private async Task<QuestionResult> AskAsync(string name, Func<NpgsqlDataSource, Random, CancellationToken, Task> ask, int times, IReadOnlyCollection<string> large, CancellationToken cancellation)
    {
        var random = new Random(7);
        await ask(_source, random, cancellation); // the connection's own first look at the tables
        var took = new double[times];
        for (var i = 0; i < times; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await ask(_source, random, cancellation);
            took[i] = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        }

        Array.Sort(took);
        _plan.Clear();
        await ask(_explained, random, cancellation);
        var plan = _plan.ToString();
        var whole = SequentialScan().Matches(plan).Select(x => x.Groups[1].Value).Where(large.Contains).Distinct().ToList();
        var p95 = took[(int)(times * 0.95)];
        return new QuestionResult(name, times, Math.Round(took[times / 2], 1), Math.Round(p95, 1), Math.Round(took[^1], 1), p95 > ListMs, whole, plan);
    }

    private void Take(string notice)
    {
        if (notice.Contains("plan:", StringComparison.Ordinal)) _plan.AppendLine(notice);
    }

    private async Task<List<string>> LargeAsync(CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand("SELECT relname FROM pg_class WHERE relnamespace = 'csms'::regnamespace AND relkind = 'r' AND reltuples >= $1 ORDER BY 1");
        command.Parameters.Add(new() { Value = (float)LargeRows });
        var names = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation)) names.Add(reader.GetString(0));
        return names.Contains("sessions") ? names : throw new BenchException($"Fewer than {LargeRows} sessions: fill the database first (seed), a small table says nothing.");
    }

    private async Task<Numbers> NumbersAsync(CancellationToken cancellation)
    {
        await using var command = _source.CreateCommand(
            "SELECT (SELECT max(id)::int FROM csms.sessions), (SELECT count(*)::int FROM csms.tokens), (SELECT count(*)::int FROM csms.sites), (SELECT array_agg(key ORDER BY id) FROM csms.stations), (SELECT max(updated_at) FROM csms.sessions WHERE id > (SELECT max(id) FROM csms.sessions) - 1000)");
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        return new Numbers(reader.GetInt32(0), reader.GetInt32(1), reader.GetInt32(2), reader.GetFieldValue<int[]>(3), reader.GetFieldValue<DateTimeOffset>(4));
    }

    [GeneratedRegex(@"Seq Scan on (\w+)")]
    private static partial Regex SequentialScan();

    /// <param name="Now">When the network's past ends.</param>
    private sealed record Numbers(int Sessions, int Tokens, int Sites, int[] Keys, DateTimeOffset Now);
}
