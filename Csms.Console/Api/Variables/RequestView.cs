using System.Text.Json.Nodes;
using Csms.Engine.Stations.Reports;

namespace Csms.Console.Api.Variables;

/// <summary>What became of a request whose results come in messages of their own.</summary>
/// <param name="RequestId">The number that the messages refer to.</param>
/// <param name="Action">The command, in OCPP 2.1's words.</param>
/// <param name="State">running or complete.</param>
/// <param name="Items">Payloads of the report's parts, in order.</param>
/// <param name="Statuses">Notices of progress, in order.</param>
/// <param name="Missing">The first numbers of parts that did not come; a report that the station ended or fell silent over is complete with them missing.</param>
/// <param name="Cut">It was longer than what is taken in.</param>
internal sealed record RequestView(
    int RequestId, string Action, string State, IReadOnlyList<JsonObject> Items, IReadOnlyList<RequestStatus> Statuses, IReadOnlyList<int> Missing, bool Cut)
{
    public static RequestView Of(RequestProgress progress) =>
        new(progress.RequestId, progress.Action, progress.IsComplete ? "complete" : "running", progress.Items, progress.Statuses, progress.Missing, progress.IsCut);
}
