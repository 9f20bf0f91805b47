using System.Text.Json;

namespace Csms.Console.Api.Bulk;

/// <summary>Body of POST /bulk-commands, for the document.</summary>
/// <param name="Action">Action of OCPP 2.1; or password-change, security-profile, local-list, certificate-renewal: what the endpoint of one station with that name does.</param>
/// <param name="Body">Its members as in OCPP 2.1, or as that endpoint takes them; {} when absent.</param>
/// <param name="Stations">Identities; either these or filter.</param>
/// <param name="Filter">What the stations have to match; {} is all that the key sees.</param>
/// <param name="DryRun">true: nothing is sent, the answer says who would be affected.</param>
/// <param name="Canary">Stations that go first and alone; default 0.</param>
/// <param name="CanaryMustBeSeen">The rest waits for what the command does, not only for the answer; default true.</param>
/// <param name="BatchSize">Stations at a time; default 25.</param>
/// <param name="PauseSeconds">Seconds between batches; default 10.</param>
/// <param name="StopAtPercent">Share of failures that stops the run; null: never. Default 20.</param>
/// <param name="QueueFor">Seconds the command waits for stations that are offline; 0 leaves them out. Default 0.</param>
/// <param name="OnlyDifferent">SetVariables only: values that a station has told already are left out, and one that has them all takes no part; default false.</param>
/// <param name="Reason">Why.</param>
internal sealed record BulkBody(
    string Action, JsonElement? Body, IReadOnlyList<string>? Stations, BulkFilterBody? Filter, bool? DryRun, int? Canary, bool? CanaryMustBeSeen, int? BatchSize, int? PauseSeconds, int? StopAtPercent, int? QueueFor, bool? OnlyDifferent, string? Reason);
