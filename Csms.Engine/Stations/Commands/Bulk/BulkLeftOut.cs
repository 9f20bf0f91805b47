namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>Why a station takes no part in a bulk run. The names are stored: append only.</summary>
public enum BulkLeftOut
{
    /// <summary>Who started the run may not command it.</summary>
    NotAllowed,

    /// <summary>Its OCPP version has no such command.</summary>
    NotSupported,

    /// <summary>It has not been accepted.</summary>
    NotAccepted,

    /// <summary>It was away, and the command was not to wait.</summary>
    Offline,

    /// <summary>There is no such station (any more).</summary>
    Gone,
}
