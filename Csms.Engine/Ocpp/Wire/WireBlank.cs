namespace Csms.Engine.Ocpp.Wire;

/// <summary>Marks the constructor of an object that the reader is about to fill.</summary>
internal readonly struct WireBlank;
