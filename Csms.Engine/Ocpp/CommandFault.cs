using Csms.Engine.Units;

namespace Csms.Engine.Ocpp;

/// <summary>Why a command came to nothing. The names are stored: append only.</summary>
public enum CommandFault
{
    /// <summary>The station's words, or those of a record from before there were codes.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>Nothing was sent.</summary>
    [Says("The station is not connected.")]
    NotConnected,

    /// <summary>Nothing was sent.</summary>
    [Says("The station is not accepted yet.")]
    NotAccepted,

    /// <summary>Nothing was sent.</summary>
    [Says("The station was deleted.")]
    StationDeleted,

    /// <summary>Nothing was sent.</summary>
    [Says("The command could not be stored, so it can't wait for the station.")]
    NotStored,

    /// <summary>Nothing was sent.</summary>
    [Says("The connection ended before the command could be sent.")]
    LinkLostUnsent,

    /// <summary>It waited too long.</summary>
    [Says("The station did not come back in time.")]
    NotBack,

    /// <summary>No answer.</summary>
    [Says("The station did not answer in time.")]
    TimedOut,

    /// <summary>No answer.</summary>
    [Says("The connection ended before the station answered.")]
    LinkLost,

    /// <summary>No answer.</summary>
    [Says("The engine ended before the station answered.")]
    EngineEnded,

    /// <summary>A bug of ours.</summary>
    [Says("The command failed inside the engine; the log has the details.")]
    EngineFailed,

    /// <summary>The action.</summary>
    [Says("{0} is no command of OCPP 2.1")]
    NoCommand,

    /// <summary>The action.</summary>
    [Says("The station's OCPP version has no {0}")]
    VersionLacksAction,

    /// <summary>The member.</summary>
    [Says("The station's OCPP version has no member {0}")]
    VersionLacksMember,

    /// <summary>The violation of its schema.</summary>
    [Says("Not in the station's OCPP version: {0}")]
    VersionForbids,

    /// <summary>The violation of the schema.</summary>
    [Says("{0}")]
    NotValid,

    /// <summary>Member and action.</summary>
    [Says("{0} is no member of {1}")]
    NoMember,

    /// <summary>Action or member.</summary>
    [Says("OCPP 1.6 has no counterpart of {0}")]
    NoCounterpart,

    /// <summary>Word and member.</summary>
    [Says("OCPP 1.6 has no counterpart of {0} in {1}")]
    NoCounterpartOfWord,

    /// <summary>The member.</summary>
    [Says("{0} must be the number of a transaction of this OCPP 1.6 station")]
    TransactionNumber,

    /// <summary>The member.</summary>
    [Says("{0} must be later than that of the period before")]
    PeriodsUnsorted,

    /// <summary>The member.</summary>
    [Says("{0} needs numberPhases 1")]
    PhaseNeedsOne,

    /// <summary>A profile with more or fewer.</summary>
    [Says("OCPP 1.6 carries exactly one chargingSchedule")]
    OneSchedule,

    /// <summary>It need not leave any more.</summary>
    [Says("A newer command took its place.")]
    Superseded,

    /// <summary>Its word, or the code of its CALLERROR.</summary>
    [Says("The station refused the reset: {0}")]
    ResetRefused,

    /// <summary>It has one under way.</summary>
    [Says("One of the same kind is under way for this station.")]
    UnderWay,

    /// <summary>Only the one that was entered counts.</summary>
    [Says("Another password was entered meanwhile. Only that one counts.")]
    PasswordReplaced,

    /// <summary>It may have taken it.</summary>
    [Says("The station gave no answer. Both passwords count.")]
    PasswordInDoubt,

    /// <summary>Its word.</summary>
    [Says("The station did not take the new profile: {0}. The old way still counts.")]
    WayRefused,

    /// <summary>Its word.</summary>
    [Says("The station did not take the order of its ways: {0}. The old way still counts.")]
    OrderRefused,

    /// <summary>Nothing was sent.</summary>
    [Says("The station is not connected or not accepted, or a raise is under way.")]
    RaiseStation,

    /// <summary>Nothing was sent.</summary>
    [Says("The station has this profile or a higher one.")]
    RaiseNotHigher,

    /// <summary>Nothing was sent.</summary>
    [Says("The station has no password. Give it one first.")]
    RaiseNoPassword,

    /// <summary>Nothing was sent.</summary>
    [Says("This server takes no stations over TLS (Csms:Tls:Url).")]
    RaiseNoTls,

    /// <summary>Nothing was sent.</summary>
    [Says("The station lacks the root certificate of this server. Install it first.")]
    RaiseNoRoot,

    /// <summary>Nothing was sent.</summary>
    [Says("The station has no client certificate. Have one signed first.")]
    RaiseNoCertificate,

    /// <summary>Nothing was sent.</summary>
    [Says("The address is missing or not encrypted (wss).")]
    RaiseAddress,

    /// <summary>Nothing was sent.</summary>
    [Says("No slot is free.")]
    RaiseNoSlot,

    /// <summary>The station has none that was signed for this.</summary>
    [Says("No certificate came of it: its request was refused, or it refused what was signed.")]
    NoCertificate,
    /// <summary>Nothing was sent.</summary>
    [Says("No place outside is configured for logs (Csms:Logs:ExternalUrl).")]
    NoExternalLogs,
}
