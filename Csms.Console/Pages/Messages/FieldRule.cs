using Csms.Engine.Ocpp.Wire;

namespace Csms.Console.Pages.Messages;

/// <summary>What the standard says of a field.</summary>
/// <param name="Shape">What it may hold.</param>
/// <param name="Required">It may not be missing.</param>
public sealed record FieldRule(WireShape Shape, bool Required);
