using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>What a check waits for, or what it has found. The names are stored: append only.</summary>
public enum FieldFinding
{
    /// <summary>Someone's words.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>Waits.</summary>
    [Says("Waits for the station to connect")]
    WaitsForLink,

    /// <summary>Waits; the action.</summary>
    [Says("{0} was sent, waits for the answer")]
    WaitsForAnswer,

    /// <summary>Waits; the message.</summary>
    [Says("Waits for {0}")]
    WaitsForMessage,

    /// <summary>Waits; the EVSE.</summary>
    [Says("Plug in a car or a test plug at EVSE {0}")]
    WaitsForPlug,

    /// <summary>Waits.</summary>
    [Says("The session runs; waits for its end")]
    WaitsForEnd,

    /// <summary>Passed: version, security profile.</summary>
    [Says("Connected, OCPP {0}, security profile {1}")]
    Connected,

    /// <summary>Passed: vendor, model, firmware.</summary>
    [Says("{0} {1}, firmware {2}")]
    Booted,

    /// <summary>Passed: seconds.</summary>
    [Says("{0} s off")]
    ClockRight,

    /// <summary>Passed: the register in Wh.</summary>
    [Says("Energy register {0} Wh")]
    Metered,

    /// <summary>Passed: seconds from start to end, Wh.</summary>
    [Says("Started and stopped, {0} s, {1} Wh")]
    StartedAndStopped,

    /// <summary>Passed.</summary>
    [Says("Unlocked")]
    Unlocked,

    /// <summary>Passed: how many.</summary>
    [Says("Photos: {0}")]
    Photos,

    /// <summary>Failed.</summary>
    [Says("The station did not connect in time")]
    NotConnected,

    /// <summary>Failed.</summary>
    [Says("The station tries to connect with a wrong or missing password")]
    WrongPassword,

    /// <summary>Failed: HTTP status.</summary>
    [Says("The station tries to connect and is refused, HTTP {0}")]
    LinkRefused,

    /// <summary>Failed.</summary>
    [Says("The station is not connected")]
    Away,

    /// <summary>Failed.</summary>
    [Says("The station has not been accepted yet: that is done in the console")]
    NotAccepted,

    /// <summary>Failed: the action.</summary>
    [Says("The station did not answer {0}")]
    NoAnswer,

    /// <summary>Failed: the action, the station's word.</summary>
    [Says("The station answered {0} with {1}")]
    Refused,

    /// <summary>Failed: the action, the error code.</summary>
    [Says("The station answered {0} with the error {1}")]
    AnsweredWithError,

    /// <summary>Failed: the action.</summary>
    [Says("This station can't be sent {0}")]
    NotPossible,

    /// <summary>Failed: the message.</summary>
    [Says("{0} did not come")]
    DidNotCome,

    /// <summary>Failed: seconds.</summary>
    [Says("The station's clock is {0} s off")]
    ClockWrong,

    /// <summary>Failed.</summary>
    [Says("The station gives no time")]
    NoTime,

    /// <summary>Failed.</summary>
    [Says("Meter values came, but no energy register")]
    NoRegister,

    /// <summary>Failed: the EVSE.</summary>
    [Says("Somebody charges at EVSE {0}")]
    Occupied,

    /// <summary>Failed: the EVSE.</summary>
    [Says("No session started on EVSE {0}: was a car plugged in?")]
    NoSession,

    /// <summary>Failed.</summary>
    [Says("The session started and did not end")]
    NoEnd,

    /// <summary>Interrupted.</summary>
    [Says("Stopped by hand")]
    StoppedByHand,

    /// <summary>Interrupted.</summary>
    [Says("The program ended while the test ran")]
    ProgramEnded,

    /// <summary>Interrupted.</summary>
    [Says("The program failed while the test ran")]
    ProgramFailed,
}
