using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Console.Api.Bulk;

/// <summary>A bulk command and how far it is, as far as the key sees its stations.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Action">Action of OCPP 2.1; or password-change, security-profile, local-list, certificate-renewal.</param>
/// <param name="Body">Members as in OCPP 2.1; of CustomerInformation without the customer.</param>
/// <param name="State">running, paused, done, stopped (by a person or key) or halted (by failures).</param>
/// <param name="Actor">Who started it.</param>
/// <param name="Reason">Why, where one was typed.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="EndedAt">When nothing more happened; null while something does, also after a stop.</param>
/// <param name="StoppedBy">Who stopped it; System for failures.</param>
/// <param name="StopReason">Why it was stopped.</param>
/// <param name="Resumed">How often it went on after a restart of the program.</param>
/// <param name="Canary">Stations that go first.</param>
/// <param name="CanaryMustBeSeen">The rest waits for what the command does.</param>
/// <param name="BatchSize">Stations at a time.</param>
/// <param name="PauseSeconds">Seconds between batches.</param>
/// <param name="StopAtPercent">Share of failures that stops it; null: never.</param>
/// <param name="QueueFor">Seconds the command waits for stations that are offline; 0: they are left out.</param>
/// <param name="OnlyDifferent">Values that a station has told already are left out.</param>
/// <param name="Stations">How many there are in all, also those left out.</param>
/// <param name="Counts">How many are where: waiting, given, parked, answered, done, failed, notSeen, notReached, leftOut, notGiven.</param>
internal sealed record BulkRunView(
    Guid Id, string Action, JsonNode? Body, string State, string Actor, string? Reason, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, string? StoppedBy, string? StopReason, int Resumed,
    int Canary, bool CanaryMustBeSeen, int BatchSize, int PauseSeconds, int? StopAtPercent, int QueueFor, bool OnlyDifferent, int Stations, IReadOnlyDictionary<string, int> Counts)
{
    public static BulkRunView Of(BulkSummary summary)
    {
        var (run, tally) = (summary.Run, summary.Tally);
        return new BulkRunView(run.Id, run.Action, CommandText.ForAudit(run.Action, JsonNode.Parse(run.Body)), Word(run.State), run.Actor, run.Reason, run.CreatedAt, run.EndedAt, run.StoppedBy, run.StopReason, run.Resumed,
            run.Pace.Canary, run.Pace.CanaryMustBeSeen, run.Pace.BatchSize, (int)run.Pace.Pause.TotalSeconds, run.Pace.StopPercent, (int)(run.Pace.WaitFor?.TotalSeconds ?? 0), run.Pace.OnlyDifferent, tally.Total,
            Enum.GetValues<BulkItemState>().Where(state => tally[state] > 0).ToDictionary(state => Word(state), state => tally[state]));
    }

    /// <summary>"NotSeen" as "notSeen".</summary>
    public static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
