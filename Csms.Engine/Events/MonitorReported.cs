namespace Csms.Engine.Events;

/// <summary>One monitor in NotifyMonitoringReport (2.1 N02).</summary>
/// <param name="Id">The station's number of it.</param>
/// <param name="Component">Name of the component.</param>
/// <param name="ComponentInstance">Its instance.</param>
/// <param name="EvseId">EVSE of the component.</param>
/// <param name="ConnectorId">Connector of the component.</param>
/// <param name="Variable">Name of the variable.</param>
/// <param name="VariableInstance">Its instance.</param>
/// <param name="Type">MonitorEnumType.</param>
/// <param name="Value">Threshold or change; of a periodic one the interval, seconds.</param>
/// <param name="Severity">0 (danger) to 9 (debug).</param>
/// <param name="InTransaction">It watches only while a transaction runs there.</param>
/// <param name="Origin">EventNotificationEnumType; without meaning before 2.1, which does not tell it.</param>
public sealed record MonitorReported(
    int Id, string Component, string? ComponentInstance, int? EvseId, int? ConnectorId, string Variable, string? VariableInstance,
    string Type, double Value, int Severity, bool InTransaction, string Origin);
