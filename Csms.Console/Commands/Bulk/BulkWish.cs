using System.Text.Json.Nodes;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Units;

namespace Csms.Console.Commands.Bulk;

/// <summary>A bulk run as a person or program asks for it.</summary>
/// <param name="Action">Action of OCPP 2.1.</param>
/// <param name="Body">Members as in OCPP 2.1.</param>
/// <param name="Stations">To whom, in this order.</param>
/// <param name="Pace">How to go about it.</param>
/// <param name="Reason">Why, where one was typed.</param>
public sealed record BulkWish(string Action, JsonObject Body, IReadOnlyList<StationId> Stations, BulkPace Pace, string? Reason);
