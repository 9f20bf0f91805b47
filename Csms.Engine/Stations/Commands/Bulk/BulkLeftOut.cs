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

    /// <summary>It runs that firmware already.</summary>
    SameVersion,

    /// <summary>The firmware is for another vendor or model.</summary>
    WrongModel,

    /// <summary>Another run of its kind, which is not over, has it.</summary>
    OtherRun,

    /// <summary>Its turn did not come before the end of the run.</summary>
    TimeUp,

    /// <summary>It has every value already, by its own word.</summary>
    Same,

    /// <summary>Its OCPP version has the command, but not all of its members or values.</summary>
    CannotBeTold,

    /// <summary>It said that it has no local authorization list.</summary>
    NoLocalList,
}
