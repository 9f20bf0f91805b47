using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Commands;

/// <summary>The one status of a response (CONTRACTS 1).</summary>
internal static class CommandStatus
{
    public const string Accepted = "Accepted";

    /// <summary>What stands for a status that the answer should have and has not.</summary>
    public const string Unreadable = "Unreadable";

    /// <summary>The response's own status, or the first of its items that is not Accepted, or Accepted.</summary>
    public static string Of(WireType type, JsonObject response)
    {
        if (type.Field("status") is not null)
        {
            return Word(response["status"]);
        }

        foreach (var field in type.Fields)
        {
            if (field.Kind != WireKind.Array || (field.Shape.Nested?.Field("attributeStatus") ?? field.Shape.Nested?.Field("status")) is not { } own)
            {
                continue;
            }

            foreach (var item in JsonTree.Objects(response[field.Name]))
            {
                if (Word(item[own.Name]) is var status && status != Accepted)
                {
                    return status;
                }
            }
        }

        return Accepted;
    }
    private static string Word(JsonNode? node) => JsonTree.Text(node) is { Length: > 0 } word ? word : Unreadable;
}
