using Csms.Engine.Ocpp.V16.Messages;
using Csms.Engine.Ocpp.V201.Messages;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Framing;

/// <summary>What belongs to a version: its subprotocol, its number and its actions.</summary>
public static class OcppVersions
{
    /// <summary>Newest first, the order of choice at the handshake.</summary>
    public static IReadOnlyList<OcppVersion> All { get; } = [OcppVersion.V21, OcppVersion.V201, OcppVersion.V16];

    /// <summary>The name in Sec-WebSocket-Protocol.</summary>
    public static string Subprotocol(this OcppVersion version) => version switch
    {
        OcppVersion.V16 => "ocpp1.6",
        OcppVersion.V201 => "ocpp2.0.1",
        OcppVersion.V21 => "ocpp2.1",
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    /// <summary>The number as people and the API write it: 1.6, 2.0.1, 2.1.</summary>
    public static string Number(this OcppVersion version) => version.Subprotocol()["ocpp".Length..];

    /// <summary>Every action that a version has.</summary>
    public static OcppActionTable Actions(this OcppVersion version) => version switch
    {
        OcppVersion.V16 => V16Messages.All,
        OcppVersion.V201 => V201Messages.All,
        OcppVersion.V21 => V21Messages.All,
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    };

    /// <summary>The version of a WebSocket subprotocol, <c>ocpp2.0.1</c>; false: it is none that we speak.</summary>
    public static bool TryParseSubprotocol(string subprotocol, out OcppVersion version)
    {
        foreach (var candidate in All)
        {
            if (candidate.Subprotocol() == subprotocol)
            {
                version = candidate;
                return true;
            }
        }

        version = default;
        return false;
    }
}
