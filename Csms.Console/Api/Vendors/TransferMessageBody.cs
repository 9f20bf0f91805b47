using System.Text.Json;

namespace Csms.Console.Api.Vendors;

/// <summary>What may stand in a vendor's DataTransfer message.</summary>
/// <param name="Schema">JSON schema of an object: type, properties, required, additionalProperties, enum, minimum, maximum, multipleOf, maxLength, format date-time, items, minItems, maxItems. Others are refused.</param>
internal sealed record TransferMessageBody(JsonElement Schema);
