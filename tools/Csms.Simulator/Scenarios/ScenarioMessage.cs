using System.Text.Json.Nodes;

namespace Csms.Simulator.Scenarios;

/// <summary>A CALL of the CSMS. Texts $transactionId, $now and $now+SECONDS are filled in.</summary>
/// <param name="Action">OCPP action.</param>
/// <param name="Payload">Payload.</param>
public sealed record ScenarioMessage(string Action, JsonObject Payload);
