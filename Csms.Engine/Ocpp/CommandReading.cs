using System.Text.Json.Nodes;

namespace Csms.Engine.Ocpp;

/// <summary>The station's answer to a command, in 2.1's words (CONTRACTS 1 and 4).</summary>
/// <param name="Status">The answer's status; with a status per item the first that is not Accepted, else Accepted.</param>
/// <param name="Response">Members as in OCPP 2.1's response.</param>
/// <param name="Fault">Set when the station's payload breaks its schema: names the field. The answer is still given as far as it could be read.</param>
/// <param name="Variables">Device-model values that the answer told (GetVariables, 1.6 GetConfiguration).</param>
public sealed record CommandReading(
    string Status,
    JsonObject Response,
    string? Fault = null,
    IReadOnlyList<Events.VariableReported>? Variables = null);
