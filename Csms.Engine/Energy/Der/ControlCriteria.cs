using System.Text.Json;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Energy.Der;

/// <summary>Which controls a ClearDERControl or GetDERControl means. Pure.</summary>
/// <param name="IsDefault">Defaults, or scheduled ones; null: both.</param>
/// <param name="Type">Of this type; null: any.</param>
/// <param name="Id">This one; null: any.</param>
public sealed record ControlCriteria(bool? IsDefault, string? Type, string? Id)
{
    /// <summary>A control is meant.</summary>
    public bool Match(DerControl control)
    {
        ArgumentNullException.ThrowIfNull(control);
        return (IsDefault is null || IsDefault == control.IsDefault) && (Type is null || Type == control.Type) && (Id is null || Id == control.Id);
    }

    /// <summary>Of the body of either.</summary>
    public static ControlCriteria Of(JsonElement body) => new(
        body.TryGetProperty("isDefault", out var isDefault) && isDefault.ValueKind is JsonValueKind.True or JsonValueKind.False ? isDefault.GetBoolean() : null,
        Word(body, "controlType"),
        Word(body, "controlId"));

    private static string? Word(JsonElement body, string member) => body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
