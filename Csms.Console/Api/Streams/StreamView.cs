using System.Text.Json;
using Csms.Engine.Streams;

namespace Csms.Console.Api.Streams;

/// <summary>A periodic event stream of a station.</summary>
/// <param name="Number">Our number of it: the address of its values.</param>
/// <param name="StreamId">The station's number of it.</param>
/// <param name="MonitorId">Monitor whose values it carries; null: not known.</param>
/// <param name="Variable">Variable that the monitor watches, such as EVSE@1.Power; null: not known.</param>
/// <param name="IntervalSeconds">Values are sent after this time at the latest, s.</param>
/// <param name="Values">Values are sent when there are so many.</param>
/// <param name="State">open, found (values came, nothing is known of its opening) or closed.</param>
/// <param name="OpenedAt">When it was opened or found.</param>
/// <param name="ClosedAt">When it ended.</param>
/// <param name="End">Why it ended: station, boot, notListed or replaced.</param>
/// <param name="LastValue">The last value.</param>
/// <param name="LastAt">When that was taken.</param>
/// <param name="Pending">Values that the station said it holds back; null: nothing came since the host started.</param>
/// <param name="Received">Values that came since it was opened or the host started.</param>
/// <param name="Dropped">Those of them that were not kept: more came than is kept a second.</param>
internal sealed record StreamView(
    int Number, int StreamId, int? MonitorId, string? Variable, int? IntervalSeconds, int? Values, string State, DateTimeOffset OpenedAt, DateTimeOffset? ClosedAt, string? End,
    string? LastValue, DateTimeOffset? LastAt, int? Pending, long Received, long Dropped)
{
    public static StreamView Of(EventStream stream, string? variable, StreamNow? now, KeptValue? last) => new(
        stream.Number, stream.Id, stream.MonitorId, variable, stream.IntervalSeconds, stream.Values, Word(stream.State.ToString()), stream.OpenedAt, stream.ClosedAt,
        stream.End is { } end ? Word(end.ToString()) : null, now?.Value ?? last?.Value, now?.At ?? last?.At, now?.Pending, now?.Received ?? 0, now?.Dropped ?? 0);

    private static string Word(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);
}
