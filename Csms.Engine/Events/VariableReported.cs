namespace Csms.Engine.Events;

/// <summary>One attribute of a device-model variable as the station reports it (2.1 B07/B08; 1.6 keys come as component Configuration).</summary>
public sealed record VariableReported
{
    /// <summary>Component name, such as <c>OCPPCommCtrlr</c>.</summary>
    public required string Component { get; init; }

    /// <summary>Instance of the component.</summary>
    public string? ComponentInstance { get; init; }

    /// <summary>EVSE the component belongs to.</summary>
    public int? EvseId { get; init; }

    /// <summary>Connector the component belongs to.</summary>
    public int? ConnectorId { get; init; }

    /// <summary>Variable name, such as <c>HeartbeatInterval</c>.</summary>
    public required string Variable { get; init; }

    /// <summary>Instance of the variable.</summary>
    public string? VariableInstance { get; init; }

    /// <summary>Actual, Target, MinSet or MaxSet.</summary>
    public string Attribute { get; init; } = "Actual";

    /// <summary>The value; null when write-only or not given.</summary>
    public string? Value { get; init; }

    /// <summary>ReadOnly, WriteOnly or ReadWrite.</summary>
    public string? Mutability { get; init; }

    /// <summary>Stands for the mutability of what is stored of a variable that the station told once, and no more in a report of everything since then. Never in a message.</summary>
    public const string Gone = "Gone";

    /// <summary>The value outlives a reboot; null: not told.</summary>
    public bool? IsPersistent { get; init; }

    /// <summary>The value never changes while the station runs; null: not told.</summary>
    public bool? IsConstant { get; init; }

    /// <summary>VariableCharacteristics as JSON text, where reported.</summary>
    public string? Characteristics { get; init; }
}
