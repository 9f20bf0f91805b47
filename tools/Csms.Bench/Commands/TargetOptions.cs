using System.CommandLine;
using Csms.Bench.Fleet;
using Csms.Bench.Runs;
using Csms.Bench.Targets;

namespace Csms.Bench.Commands;

/// <summary>What every command that loads a server takes: which server, how it is seen, what the fleet looks like, where the JSON goes.</summary>
internal sealed class TargetOptions
{
    private readonly Option<Uri?> _url = new("--url", "-u")
    {
        Description = "Address of the server under load, as ws://127.0.0.1:8080/ocpp; identities are appended.",
        CustomParser = result =>
        {
            if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme == "ws") return url;
            result.AddError($"'{result.Tokens[0].Value}' is not ws://…: this client speaks plain WebSocket only.");
            return null;
        },
    };
    private readonly Option<bool> _floor = new("--floor") { Description = "Load the floor: bare Kestrel with canned answers, started for this run." };
    private readonly Option<string?> _host = new("--host") { Description = "Load our host: path of Csms.Console.dll, started for this run over a new durable PostgreSQL. The default when neither --url nor --floor is given: the Release build of this repository." };
    private readonly Option<int?> _pid = new("--pid") { Description = "With --url: process of the server, for its CPU and memory." };
    private readonly Option<int?> _databasePid = new("--database-pid") { Description = "With --url: postmaster of its database, for the CPU of all its processes." };
    private readonly Option<string?> _database = new("--database") { Description = "With --url: connection string of its database, for commits and rows a call." };
    private readonly Option<string?> _out = new("--out", "-o") { Description = "File for the JSON; default standard output." };
    private readonly Option<int> _stations;
    private readonly Option<string> _version = new("--ocpp") { Description = "Version the stations speak: 1.6, 2.0.1 or 2.1.", DefaultValueFactory = _ => "1.6" };
    private readonly Option<string> _prefix = new("--id-prefix") { Description = "Stations are called PREFIX00000, PREFIX00001, …", DefaultValueFactory = _ => "BENCH" };
    private readonly Option<string?> _password = new("--password") { Description = "Password of all stations (Basic)." };
    private readonly Option<int> _atOnce = new("--at-once") { Description = "Handshakes under way at the same time.", DefaultValueFactory = _ => 256 };
    private readonly Option<bool> _unknown = new("--unknown") { Description = "With our host: the stations are not entered beforehand." };

    private readonly Option<bool> _priced = new("--priced") { Description = "With our host: every session is priced, by a tariff with prices of the day and the night, of time and of the start." };

    public TargetOptions(Command command, int stations)
    {
        _stations = new Option<int>("--stations", "-n") { Description = "How many stations.", DefaultValueFactory = _ => stations };
        foreach (var option in (Option[])[_url, _floor, _host, _unknown, _priced, _pid, _databasePid, _database, _stations, _version, _prefix, _password, _atOnce, _out]) command.Options.Add(option);
    }

    public FleetOptions Fleet(ParseResult parse) => new()
    {
        Stations = parse.GetValue(_stations),
        Version = parse.GetRequiredValue(_version),
        Prefix = parse.GetValue(_unknown) ? "NEW" : parse.GetRequiredValue(_prefix),
        AtOnce = parse.GetValue(_atOnce),
        Password = parse.GetValue(_password),
    };

    public bool Entered(ParseResult parse) => !parse.GetValue(_unknown);

    /// <summary>Starts or names the server, runs, writes the report, ends the server.</summary>
    public async Task<int> MeasureAsync(ParseResult parse, Func<Target, Task<object>> run, CancellationToken cancellation)
    {
        return await Guard.RunAsync(async () =>
        {
            var machine = Measures.Machine.Now();
            await using var target = await OpenAsync(parse, cancellation);
            var result = await run(target);
            Report.Say(result.ToString()!);
            var database = await Measures.DatabaseCounts.VersionAsync(target.Database, cancellation);
            await new Report(parse.CommandResult.Command.Name, machine, database, [result]).WriteAsync(parse.GetValue(_out), cancellation);
        }, cancellation);
    }

    private async Task<Target> OpenAsync(ParseResult parse, CancellationToken cancellation)
    {
        if (parse.GetValue(_floor)) return await Floor.StartAsync(cancellation);
        if (parse.GetValue(_url) is not { } url)
        {
            var fleet = Fleet(parse);
            return await CsmsHost.StartAsync(parse.GetValue(_host) ?? CsmsHost.DefaultDll(), fleet.Prefix, Entered(parse) ? fleet.Stations : 0, cancellation, parse.GetValue(_priced));
        }

        return new Target { Name = url.Authority, Url = url, Pid = parse.GetValue(_pid), DatabasePid = parse.GetValue(_databasePid), Database = parse.GetValue(_database) };
    }
}
