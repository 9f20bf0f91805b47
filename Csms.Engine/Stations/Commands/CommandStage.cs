namespace Csms.Engine.Stations.Commands;

/// <summary>Where a command is in its life: queued → sent → answered → observed, or one of its other ends.</summary>
public enum CommandStage
{
    /// <summary>Waits for the station to come online, or for its turn.</summary>
    Queued,

    /// <summary>Left for the station.</summary>
    Sent,

    /// <summary>The station answered; what it promises has not been seen (yet).</summary>
    Answered,

    /// <summary>What was to follow has been seen.</summary>
    Observed,

    /// <summary>The station answered with an error.</summary>
    Error,

    /// <summary>No answer in time, or the connection ended first.</summary>
    NoAnswer,

    /// <summary>Nothing was sent: the station is offline or not accepted, and the command was not to wait.</summary>
    NotSent,

    /// <summary>Can't be sent to this station at all.</summary>
    NotPossible,

    /// <summary>Waited too long for the station.</summary>
    Expired,

    /// <summary>A person withdrew it while it was queued.</summary>
    Withdrawn,

    /// <summary>A newer command took its place while it was queued.</summary>
    Superseded,
}
