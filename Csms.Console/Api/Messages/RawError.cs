using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Csms.Console.Api.Messages;

/// <summary>A CALLERROR of a station.</summary>
/// <param name="Code">Error code as the station spelt it.</param>
/// <param name="Description">What the station says of it.</param>
/// <param name="Details">Its details.</param>
internal sealed record RawError(string Code, string Description, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonNode? Details);
