namespace Csms.Console.Pages.Messages;

/// <summary>A field of a message, flattened.</summary>
/// <param name="Path">"transactionInfo.chargingState", "meterValue[0].timestamp".</param>
/// <param name="Value">As text; objects have none.</param>
/// <param name="Rule">What the standard says of it; null for a field that it does not know.</param>
/// <param name="Known">The standard knows the field.</param>
public sealed record FieldRow(string Path, string? Value, FieldRule? Rule, bool Known);
