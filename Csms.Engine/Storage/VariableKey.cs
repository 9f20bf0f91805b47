namespace Csms.Engine.Storage;

/// <summary>Address of a device-model variable; empty and 0 stand for "none".</summary>
internal readonly record struct VariableKey(
    int StationKey,
    string Component,
    string ComponentInstance,
    int EvseId,
    int ConnectorId,
    string Variable,
    string VariableInstance,
    string Attribute);
