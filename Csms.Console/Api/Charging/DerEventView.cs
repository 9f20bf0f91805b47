using System.Text.Json;
using Csms.Engine.Energy.Der;

namespace Csms.Console.Api.Charging;

/// <summary>A grid fault, or the start or end of a control.</summary>
/// <param name="Kind">alarm, alarmEnded, started or stopped.</param>
/// <param name="At">When, by the station.</param>
/// <param name="ReceivedAt">When it was told.</param>
/// <param name="Subject">Of a fault the type of control that it concerns, else the control's number.</param>
/// <param name="Fault">GridEventFaultEnumType, where told.</param>
/// <param name="Info">More in the station's words; of a start the controls whose place it takes.</param>
internal sealed record DerEventView(string Kind, DateTimeOffset At, DateTimeOffset ReceivedAt, string Subject, string? Fault, string? Info)
{
    public static DerEventView Of(DerEvent happened) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(happened.Kind.ToString()), happened.At, happened.ReceivedAt, happened.Subject, happened.Fault, happened.Info);
}
