using System.Text.Json;

namespace Csms.Console.Pages.Sessions;

/// <summary>The limit in a SetChargingProfile, whatever its version nests it in. Pure.</summary>
internal static class ChargingLimit
{
    /// <summary>The highest limit of all periods, in the profile's own unit (A or W); null without one.</summary>
    public static double? HighestOf(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return Highest(document.RootElement);
        }
        catch (JsonException)
        {
            return null; // an unreadable frame sets no limit
        }
    }

    private static double? Highest(JsonElement element)
    {
        double? highest = null;
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                    highest = Higher(highest, member.NameEquals("limit") && member.Value.ValueKind == JsonValueKind.Number ? member.Value.GetDouble() : Highest(member.Value));
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) highest = Higher(highest, Highest(item));
                break;
        }
        return highest;
    }

    private static double? Higher(double? one, double? other) => one is null || other > one ? other : one;
}
