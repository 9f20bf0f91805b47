using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Csms.Bench.Fleet;
using Csms.Bench.Measures;
using Csms.Bench.Runs;
using Csms.Bench.Targets;

namespace Csms.Bench.Operators;

/// <summary>
/// Many operators at once: circuits without browsers hold pages open, one real browser tells from a frame to the screen, and a fleet reports at a
/// steady pace meanwhile.
/// </summary>
internal static partial class OperatorsRun
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(5);

    public static async Task<OperatorsResult> RunAsync(Target target, FleetOptions fleetOptions, OperatorsOptions options, CancellationToken cancellation)
    {
        var load = Machine.LoadNow();
        var root = new UriBuilder(target.Url) { Scheme = "http", Path = "" }.Uri;
        using var fleet = new StationFleet(target.Url, fleetOptions, TimeProvider.System);
        await fleet.ConnectAsync(cancellation);

        var cookies = new CookieContainer();
        using var handler = new HttpClientHandler { CookieContainer = cookies };
        using var client = new HttpClient(handler) { BaseAddress = root };
        await SignInAsync(client, options.Screen, cancellation);
        // Each page once: what the host compiles and caches for the first is not the second's.
        foreach (var path in options.Pages) await using (await OperatorCircuit.OpenAsync(client, cookies, Path(path, fleetOptions, 0), cancellation)) { }

        await Task.Delay(Settle, cancellation);
        var before = target.ResidentBytes();
        var circuits = new List<OperatorCircuit>(options.Operators);
        try
        {
            var begin = Stopwatch.GetTimestamp();
            for (var i = 0; i < options.Operators - 1; i++) circuits.Add(await OperatorCircuit.OpenAsync(client, cookies, Path(options.Pages[i % options.Pages.Count], fleetOptions, i), cancellation));
            var opening = Stopwatch.GetElapsedTime(begin);
            await Task.Delay(Settle, cancellation);
            var after = target.ResidentBytes();

            // The browser needs some 250 ms a sample, most of it between the samples.
            var time = TimeSpan.FromSeconds(20 + options.Samples * .3);
            var network = PacedRun.RunAsync(target, fleet, fleetOptions, options.Rate, WarmUp, time, cancellation);
            await Task.Delay(WarmUp, cancellation);
            var (batches, bytes, watching) = (circuits.Sum(x => x.Batches), circuits.Sum(x => x.Bytes), Stopwatch.GetTimestamp());
            var screen = await ScreenRun.RunAsync(target, options.Screen with { Samples = options.Samples, Background = options.Rate }, cancellation);
            var watched = Stopwatch.GetElapsedTime(watching).TotalSeconds;
            var result = new OperatorsResult(
                target.Name, target.Version, load, options.Operators, options.Pages,
                opening.TotalMilliseconds / Math.Max(1, circuits.Count),
                (after - before) / 1024.0 / Math.Max(1, circuits.Count) ?? 0,
                (circuits.Sum(x => x.Batches) - batches) / watched, (circuits.Sum(x => x.Bytes) - bytes) / 1024.0 / watched,
                circuits.Count(x => x.Fault is not null), circuits.Select(x => x.Fault).FirstOrDefault(x => x is not null),
                screen, await network);
            return result;
        }
        finally
        {
            foreach (var circuit in circuits) await circuit.DisposeAsync();
        }
    }

    private static string Path(string page, FleetOptions fleet, int index) =>
        page.Replace("{station}", Uri.EscapeDataString(FleetOptions.StationId(fleet.Prefix, index % fleet.Stations)), StringComparison.Ordinal);

    private static async Task SignInAsync(HttpClient client, ScreenOptions options, CancellationToken cancellation)
    {
        var address = new Uri("/sign-in", UriKind.Relative);
        var form = await client.GetStringAsync(address, cancellation);
        var fields = Hidden().Matches(form).ToDictionary(x => x.Groups[1].Value, x => WebUtility.HtmlDecode(x.Groups[2].Value));
        fields["Input.Email"] = options.Email;
        fields["Input.Password"] = options.Password;
        using var content = new FormUrlEncodedContent(fields);
        using var response = await client.PostAsync(address, content, cancellation);
        if (response.RequestMessage!.RequestUri!.AbsolutePath.StartsWith("/sign-in", StringComparison.Ordinal)) throw new BenchException($"{options.Email} could not sign in ({(int)response.StatusCode}).");
    }

    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*name=\"([^\"]*)\"[^>]*value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
