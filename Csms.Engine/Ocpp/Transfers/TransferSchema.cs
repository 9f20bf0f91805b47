using System.Text;
using System.Text.Json;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.Transfers;

/// <summary>
/// What may stand in the data of a vendor's DataTransfer message: a JSON schema, read into a field table of the same kind as OCPP's own messages have, so
/// that it is checked, shown and filled in by what does that for them. Pure.
/// </summary>
public sealed class TransferSchema
{
    /// <summary>Longest schema, in characters.</summary>
    public const int Longest = 50_000;

    private TransferSchema(string text, WireType type, bool isClosed) => (Text, Type, IsClosed) = (text, type, isClosed);

    /// <summary>The schema as it was entered.</summary>
    public string Text { get; }

    /// <summary>Its field table.</summary>
    public WireType Type { get; }

    /// <summary><c>additionalProperties</c> is false: what it does not name is refused. Otherwise it is passed over.</summary>
    public bool IsClosed { get; }

    /// <summary>Reads a schema; null and why where it can't be taken.</summary>
    public static TransferSchema? Read(string text, out SchemaFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = WireLimits.MaxDepth });
            var reader = new TransferSchemaReader();
            var type = reader.Message(document.RootElement);
            fault = reader.Fault;
            return type is null ? null : new TransferSchema(text, type, reader.IsClosed);
        }
        catch (JsonException exception)
        {
            fault = new SchemaFault(SchemaFaultKind.NotJson, "", exception.LineNumber is { } line ? (line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) : "");
            return null;
        }
    }

    /// <summary>The first thing in a vendor's data that the schema forbids; null: it fits.</summary>
    /// <param name="data">JSON text; null or empty stands for no data, which is an object without members.</param>
    public WireViolation? Check(string? data)
    {
        var violation = Type.Check(Encoding.UTF8.GetBytes(string.IsNullOrWhiteSpace(data) ? "{}" : data), out var deviations);
        if (violation is null && IsClosed && deviations.FirstOrDefault(deviation => deviation.Kind == WireDeviationKind.UnknownMember) is { } unknown)
        {
            return new WireViolation(WireViolationKind.NotInEnum, unknown.Path, Statement.Of(FrameNote.NotInSchema, unknown.Path));
        }

        return violation;
    }

    /// <summary>The JSON of a message's data: in 1.6 it is text that holds JSON.</summary>
    /// <param name="data">JSON text of the member <c>data</c>.</param>
    public static string? Unwrap(string? data)
    {
        if (data is not ['"', ..])
        {
            return data;
        }

        try
        {
            return JsonSerializer.Deserialize<string>(data);
        }
        catch (JsonException)
        {
            return data; // half an escape: what is there is checked, and refused
        }
    }
}
