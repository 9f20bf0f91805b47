using System.Text.Json.Nodes;
using Csms.Engine.Energy.Der;

namespace Csms.Console.Api.Charging;

/// <summary>A control of a station as a distributed energy resource.</summary>
/// <param name="Id">Number of the control.</param>
/// <param name="Type">DERControlEnumType.</param>
/// <param name="IsDefault">Counts where no scheduled control does.</param>
/// <param name="IsSuperseded">Another control has taken its place.</param>
/// <param name="IsRunning">It works now.</param>
/// <param name="Priority">Of several of a type the lowest counts.</param>
/// <param name="StartAt">When a scheduled one begins.</param>
/// <param name="Duration">How long it lasts, seconds.</param>
/// <param name="Since">Since when it is there.</param>
/// <param name="ConfirmedAt">When the station last reported it; null: it never did.</param>
/// <param name="Parameters">Its parameters with the members of OCPP 2.1.</param>
internal sealed record ControlView(
    string Id, string Type, bool IsDefault, bool IsSuperseded, bool IsRunning, int? Priority, DateTimeOffset? StartAt, decimal? Duration, DateTimeOffset Since, DateTimeOffset? ConfirmedAt, JsonNode? Parameters)
{
    public static ControlView Of(HeldControl held) => new(
        held.Control.Id, held.Control.Type, held.Control.IsDefault, held.Control.IsSuperseded, held.IsRunning, held.Control.Priority, held.Control.StartAt, held.Control.DurationSeconds, held.Since,
        held.ConfirmedAt, JsonNode.Parse(held.Control.Text));
}
