namespace Csms.Engine.Ocpp.Transfers;

/// <summary>Why a JSON schema can't be taken.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Path">Where, as a JSON pointer: <c>/properties/power/minimum</c>; empty for the schema itself.</param>
/// <param name="Word">The keyword or value at fault.</param>
public sealed record SchemaFault(SchemaFaultKind Kind, string Path, string Word);
