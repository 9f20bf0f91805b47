using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Variables;

/// <summary>A monitor of a station.</summary>
/// <param name="Id">The station's number of it.</param>
/// <param name="Component">Name of the component, with instance and EVSE: Connector@1.2.</param>
/// <param name="Variable">Name of the variable, with its instance.</param>
/// <param name="Type">MonitorEnumType.</param>
/// <param name="Value">Threshold or change; of a periodic one the interval, seconds.</param>
/// <param name="Severity">0 (danger) to 9 (debug).</param>
/// <param name="Transaction">It watches only while a transaction runs there.</param>
/// <param name="Origin">HardWiredMonitor, PreconfiguredMonitor or CustomMonitor, where told.</param>
internal sealed record MonitorView(int Id, string Component, string Variable, string Type, double Value, int Severity, bool Transaction, string? Origin)
{
    public static MonitorView Of(StationMonitor monitor) =>
        new(monitor.Id, monitor.Address.Owner, monitor.Address.Name, monitor.Type, monitor.Value, monitor.Severity, monitor.InTransaction, monitor.Origin);
}
