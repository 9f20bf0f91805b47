using Csms.Engine.Streams;

namespace Csms.Console.Api.Streams;

/// <summary>A value of a stream.</summary>
/// <param name="At">When it was taken.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Value">As the station said it.</param>
/// <param name="Number">The same where it is a number, in the unit of the variable.</param>
internal sealed record StreamValueView(DateTimeOffset At, DateTimeOffset ReceivedAt, string Value, double? Number)
{
    public static StreamValueView Of(KeptValue value) => new(value.At, value.ReceivedAt, value.Value, value.Number);
}
