using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>OCPP 2.0.1.</summary>
internal sealed class Ocpp201(VirtualStation station) : Ocpp2(station)
{
    public override string Subprotocol => "ocpp2.0.1";
}
