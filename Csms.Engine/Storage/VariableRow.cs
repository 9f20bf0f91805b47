namespace Csms.Engine.Storage;

/// <summary>Value of a device-model variable as last told.</summary>
internal readonly record struct VariableRow(
    VariableKey Key, string? Value, string? Mutability, string? Characteristics, DateTimeOffset At, bool? IsPersistent = null, bool? IsConstant = null);
