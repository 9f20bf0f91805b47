using System.Text.Json.Nodes;

namespace Csms.Console.Api.Messages;

/// <summary>A raw CALL.</summary>
/// <param name="Action">Action as it is to stand in the frame, in the words of the station's OCPP version.</param>
/// <param name="Payload">Payload; left out: an empty object.</param>
internal sealed record RawBody(string Action, JsonObject? Payload = null);
