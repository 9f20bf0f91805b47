
namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>A bulk run as it is asked for. Who may command which station was judged before: those that may not carry the reason.</summary>
/// <param name="Action">Action of OCPP 2.1, or the name of an <see cref="IBulkTask"/>.</param>
/// <param name="Body">JSON object, members as in OCPP 2.1 or as the task has them, without a secret.</param>
/// <param name="Actor">Who starts it.</param>
/// <param name="Reason">Why, where one was typed.</param>
/// <param name="Pace">How it goes about it.</param>
/// <param name="Targets">Stations in their order, and why one takes no part.</param>
public sealed record BulkOrder(string Action, string Body, string Actor, string? Reason, BulkPace Pace, IReadOnlyList<BulkTarget> Targets)
{
    /// <summary>Number of the run, where it is needed before the run begins; null: it gets one.</summary>
    public Guid? Id { get; init; }

    /// <summary>Kind of run, the name of its <see cref="IBulkGuide"/>; null: a plain command.</summary>
    public string? Kind { get; init; }
}
