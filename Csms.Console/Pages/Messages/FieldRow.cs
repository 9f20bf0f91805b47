using Csms.Engine.Ocpp;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Messages;

/// <summary>A field of a message, in the order of the message; what is inside an object follows it, one level deeper.</summary>
/// <param name="Path">"transactionInfo.chargingState", "meterValue[0].timestamp".</param>
/// <param name="Depth">How many objects it is inside.</param>
/// <param name="Value">As text; objects have none.</param>
/// <param name="Rule">What the standard says of it; null for a field that it does not know.</param>
public sealed record FieldRow(string Path, int Depth, string? Value, FieldRule? Rule)
{
    /// <summary>Its name without what it is inside of: "timestamp", "meterValue[0]".</summary>
    public string Name => Path[(Path.LastIndexOf('.') + 1)..];

    /// <summary>The standard knows the field.</summary>
    public bool Known { get; init; } = true;

    /// <summary>It is the first of its kind in the message: the others need no explanation any more.</summary>
    public bool First { get; init; } = true;

    /// <summary>The rule that it breaks; null when it breaks none.</summary>
    public Statement<FrameNote>? Fault { get; init; }
}
