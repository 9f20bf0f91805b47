namespace Csms.Engine.Events;

/// <summary>One entry of NotifyEvent (2.1 N07): a monitored variable says something.</summary>
/// <param name="Component">Component name.</param>
/// <param name="EvseId">EVSE of the component.</param>
/// <param name="ConnectorId">Connector of the component.</param>
/// <param name="Variable">Variable name.</param>
/// <param name="Value">Actual value.</param>
/// <param name="At">The station's time.</param>
/// <param name="Trigger">Alerting, Delta or Periodic.</param>
/// <param name="Cleared">The condition ended.</param>
/// <param name="TechCode">The vendor's code.</param>
/// <param name="TechInfo">The vendor's text.</param>
public sealed record DeviceEvent(
    string Component,
    int? EvseId,
    int? ConnectorId,
    string Variable,
    string Value,
    DateTimeOffset At,
    string Trigger,
    bool Cleared,
    string? TechCode,
    string? TechInfo)
{
    /// <summary>Instance of the component.</summary>
    public string? ComponentInstance { get; init; }

    /// <summary>Instance of the variable.</summary>
    public string? VariableInstance { get; init; }

    /// <summary>The monitor behind it; null: hard-wired, or not told.</summary>
    public int? MonitorId { get; init; }

    /// <summary>0 (danger) to 9 (debug); null: not told (before 2.1).</summary>
    public int? Severity { get; init; }

    /// <summary>True for this component and variable; names compare without case (2.1 part 2, data types: identifierString).</summary>
    public bool Is(string component, string variable) =>
        Component.Equals(component, StringComparison.OrdinalIgnoreCase) && Variable.Equals(variable, StringComparison.OrdinalIgnoreCase);
}
