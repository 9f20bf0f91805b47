using Csms.Engine.Ocpp.Wire;

namespace Csms.Console.Pages.Messages;

/// <summary>What the standard says of a field.</summary>
/// <param name="Owner">Message or type that has it.</param>
/// <param name="Name">Its name there.</param>
/// <param name="Shape">What it may hold; of one item where it is a list.</param>
/// <param name="Required">It may not be missing.</param>
public sealed record FieldRule(WireType Owner, string Name, WireShape Shape, bool Required);
