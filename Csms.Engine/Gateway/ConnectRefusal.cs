using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>Why a handshake was refused. The names are stored: append only.</summary>
public enum ConnectRefusal
{
    /// <summary>Words.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>Plain HTTP.</summary>
    [Says("not a WebSocket handshake")]
    NotWebSocket,

    /// <summary>The address is cut.</summary>
    [Says("the path holds no station id")]
    NoIdentity,

    /// <summary>No subprotocol.</summary>
    [Says("no OCPP version in common")]
    Version,

    /// <summary>The address waits.</summary>
    [Says("too many failed sign-ins from this address")]
    TooMany,

    /// <summary>We stop.</summary>
    [Says("the host stops")]
    Stopping,

    /// <summary>We are not ready.</summary>
    [Says("the engine is starting")]
    Starting,

    /// <summary>The store refused an unknown station.</summary>
    [Says("the station could not be entered")]
    NotEntered,

    /// <summary>Nobody registered it.</summary>
    [Says("unknown station")]
    Unknown,

    /// <summary>HTTP Basic names another.</summary>
    [Says("the user name is not the station id")]
    UserName,

    /// <summary>Another scheme.</summary>
    [Says("the Authorization header is not HTTP Basic")]
    NotBasic,

    /// <summary>Broken credentials.</summary>
    [Says("the credentials are not base64")]
    NotBase64,

    /// <summary>Broken credentials.</summary>
    [Says("the credentials have no colon")]
    NoColon,

    /// <summary>Common name.</summary>
    [Says("the client certificate is for another identity")]
    Certificate,

    /// <summary>One is needed.</summary>
    [Says("no password")]
    NoPassword,

    /// <summary>It does not match.</summary>
    [Says("wrong password")]
    WrongPassword,

    /// <summary>Shown and needed.</summary>
    [Says("security profile {0}, at least {1} is needed")]
    Profile,

    /// <summary>Neither password nor certificate.</summary>
    [Says("profile 0 is not allowed")]
    ProfileZero,

    /// <summary>By a person, here.</summary>
    [Says("the client certificate is revoked")]
    Revoked,
}
