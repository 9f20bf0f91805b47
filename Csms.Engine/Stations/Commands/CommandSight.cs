using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>What should be seen after a command, and what was. The names are stored: append only.</summary>
public enum CommandSight
{
    /// <summary>Words of a record from before there were codes.</summary>
    [Says("{0}")]
    AsSaid,

    /// <summary>Any transaction starts.</summary>
    [Says("A transaction")]
    WantTransaction,

    /// <summary>A transaction starts there.</summary>
    [Says("A transaction on EVSE {0}")]
    WantTransactionOn,

    /// <summary>The transaction ends.</summary>
    [Says("The end of the transaction")]
    WantEnd,

    /// <summary>The station boots.</summary>
    [Says("A boot")]
    WantBoot,

    /// <summary>The station boots when it is free.</summary>
    [Says("A boot, after running sessions end")]
    WantIdleBoot,

    /// <summary>The EVSE takes part again.</summary>
    [Says("A status other than Unavailable")]
    WantOperative,

    /// <summary>The EVSE goes out of use.</summary>
    [Says("Status Unavailable")]
    WantInoperative,

    /// <summary>The message asked for comes.</summary>
    [Says("{0}")]
    WantMessage,

    /// <summary>The report is complete.</summary>
    [Says("The last part of the report")]
    WantReport,

    /// <summary>The upload ends.</summary>
    [Says("The end of the upload")]
    WantUpload,

    /// <summary>The boot's reason.</summary>
    [Says("Booted, reason {0}")]
    Booted,

    /// <summary>The EVSE.</summary>
    [Says("Transaction started on EVSE {0}")]
    Started,

    /// <summary>The stop reason.</summary>
    [Says("Transaction ended, reason {0}")]
    Ended,

    /// <summary>EVSE and status.</summary>
    [Says("EVSE {0} is {1}")]
    Status,

    /// <summary>The message.</summary>
    [Says("{0} came")]
    Came,

    /// <summary>How many parts.</summary>
    [Says("Report complete, part {0}")]
    ReportComplete,

    /// <summary>The status.</summary>
    [Says("Upload: {0}")]
    Uploaded,

    /// <summary>All parts of a report without numbers.</summary>
    [Says("Report complete")]
    AllReported,

    /// <summary>The station runs the version.</summary>
    [Says("Firmware {0}")]
    WantFirmware,

    /// <summary>The version.</summary>
    [Says("Runs firmware {0}")]
    FirmwareRuns,

    /// <summary>The station takes it at its next restart.</summary>
    [Says("A connection with the new password")]
    WantNewPassword,

    /// <summary>The old one counts no more.</summary>
    [Says("It has a new password")]
    NewPassword,

    /// <summary>The profile.</summary>
    [Says("A boot on security profile {0}")]
    WantProfile,

    /// <summary>The profile.</summary>
    [Says("Booted on security profile {0}")]
    OnProfile,

    /// <summary>The station asks, and accepts what is signed for it.</summary>
    [Says("A new certificate at the station")]
    WantCertificate,

    /// <summary>When it ends.</summary>
    [Says("It has a new certificate, until {0}")]
    HasCertificate,
}
