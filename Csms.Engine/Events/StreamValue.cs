namespace Csms.Engine.Events;

/// <summary>One value of a stream.</summary>
/// <param name="OffsetSeconds">After the base time of its message, s.</param>
/// <param name="Value">As the variable has it.</param>
public readonly record struct StreamValue(decimal OffsetSeconds, string Value);
