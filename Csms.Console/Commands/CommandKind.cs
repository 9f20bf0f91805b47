namespace Csms.Console.Commands;

/// <summary>The commands that have a dialog.</summary>
public enum CommandKind
{
    /// <summary>RequestStartTransaction.</summary>
    Start,
    /// <summary>RequestStopTransaction.</summary>
    Stop,
    /// <summary>Reset.</summary>
    Reset,
    /// <summary>UnlockConnector.</summary>
    Unlock,
    /// <summary>ChangeAvailability.</summary>
    Availability,
    /// <summary>TriggerMessage.</summary>
    Trigger,
    /// <summary>ClearCache.</summary>
    ClearCache,
    /// <summary>GetVariables, in 1.6 GetConfiguration.</summary>
    GetVariables,
    /// <summary>SetVariables, in 1.6 ChangeConfiguration.</summary>
    SetVariables,
    /// <summary>GetBaseReport.</summary>
    BaseReport,
    /// <summary>GetReport: the variables of components in a certain condition, or of those that are named; not in 1.6.</summary>
    Report,
    /// <summary>GetTransactionStatus, not in 1.6.</summary>
    TransactionStatus,
    /// <summary>GetLog, in 1.6 GetDiagnostics.</summary>
    GetLog,
    /// <summary>DataTransfer.</summary>
    DataTransfer,
    /// <summary>InstallCertificate: to many stations; one station has the form of its certificates.</summary>
    InstallCertificate,
    /// <summary>NotifyWebPaymentStarted: at one EVSE.</summary>
    WebPayment,
    /// <summary>Any command, chosen and filled in by its own field table: to many stations; one station has a dialog of its own for it.</summary>
    Any,
    /// <summary>A new password for each of many stations; one station has the panel of its passwords.</summary>
    PasswordChange,
    /// <summary>The raise of the security profile of many stations; one station has the panel of its profile.</summary>
    SecurityProfile,
    /// <summary>Who sees to the local lists of many stations; one station has the panel of its list.</summary>
    LocalList,
    /// <summary>New certificates for many stations; one station has the panel of its certificates.</summary>
    RenewCertificate,
}
