using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>Why a connection ended. The names are stored: append only.</summary>
public enum LinkEnd
{
    /// <summary>Words of a record from before there were codes.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>The network or the station dropped it.</summary>
    [Says("connection lost")]
    Lost,

    /// <summary>The network or the station dropped it.</summary>
    [Says("connection lost while sending")]
    LostWhileSending,

    /// <summary>What was thrown.</summary>
    [Says("sending failed: {0}")]
    SendingFailed,

    /// <summary>The station does not read.</summary>
    [Says("slow reader: a frame did not leave in time")]
    SlowReader,

    /// <summary>The station does not read.</summary>
    [Says("slow reader: too much waits to be sent")]
    TooMuchWaits,

    /// <summary>The station did not say goodbye.</summary>
    [Says("close frame not answered")]
    CloseUnanswered,

    /// <summary>Close code of the station.</summary>
    [Says("closed by the station ({0})")]
    ByStation,

    /// <summary>Close code and words of the station.</summary>
    [Says("closed by the station ({0}): {1}")]
    ByStationSaying,

    /// <summary>The station opened another.</summary>
    [Says("replaced by a new connection")]
    Replaced,

    /// <summary>It is no longer registered.</summary>
    [Says("station removed")]
    StationRemoved,

    /// <summary>We stop.</summary>
    [Says("the host stops")]
    HostStops,

    /// <summary>We were gone without a goodbye.</summary>
    [Says("the engine ended")]
    EngineEnded,

    /// <summary>A bug of ours.</summary>
    [Says("internal error")]
    EngineFailed,

    /// <summary>Refused by OCPP-J.</summary>
    [Says("OCPP frames are text, this one is binary")]
    Binary,

    /// <summary>Over the limit.</summary>
    [Says("message longer than {0} bytes")]
    TooLong,

    /// <summary>It does not speak OCPP.</summary>
    [Says("{0} unreadable messages in a row")]
    Unreadable,

    /// <summary>A person revoked what it connected with.</summary>
    [Says("certificate revoked")]
    Revoked,
}
