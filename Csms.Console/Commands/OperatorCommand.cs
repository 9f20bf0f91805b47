using System.Text.Json.Nodes;
using Csms.Engine.Units;

namespace Csms.Console.Commands;

/// <summary>A command as an operator gives it.</summary>
/// <param name="Station">To whom.</param>
/// <param name="Kind">What.</param>
/// <param name="Body">Members as in OCPP 2.1.</param>
public sealed record OperatorCommand(StationId Station, CommandKind Kind, JsonObject Body)
{
    /// <summary>Why, where one was typed.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it may wait for a station that is offline; null: now or not at all.</summary>
    public TimeSpan? WaitFor { get; init; }
}
