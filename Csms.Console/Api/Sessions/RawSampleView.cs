using System.Text.Json.Serialization;
using Csms.Engine.Events;

namespace Csms.Console.Api.Sessions;

/// <summary>A sample kept as its station wrote it: signed meter data, or a measurand that no OCPP version knows.</summary>
internal sealed record RawSampleView(
    string Measurand,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Phase,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Unit,
    string Value,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Encoding,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? SigningMethod,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? PublicKey)
{
    public static RawSampleView Of(RawSample raw) => new(raw.Measurand, raw.Phase, raw.Unit, raw.Value, raw.Encoding, raw.SigningMethod, raw.PublicKey);
}
