namespace Csms.Engine.Ocpp.Wire;

/// <summary>A payload or part of one that knows its field table.</summary>
internal interface IWireMessage
{
    WireType WireType { get; }
}
