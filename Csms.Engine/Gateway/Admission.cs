using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>Outcome of <see cref="IStationAdmission.AdmitAsync"/>.</summary>
public readonly record struct Admission
{
    private Admission(IStationInbox? inbox, int securityProfile, int status, Statement<ConnectRefusal>? reason, bool credentialsFailed)
    {
        SecurityProfile = securityProfile;
        Inbox = inbox;
        Status = status;
        Reason = reason;
        CredentialsFailed = credentialsFailed;
    }

    /// <summary>Where the station's messages go; null when refused.</summary>
    public IStationInbox? Inbox { get; }

    /// <summary>Security profile that the station proved (2.1 A00): what it showed and nobody could check counts for nothing.</summary>
    public int SecurityProfile { get; }

    /// <summary>HTTP status when refused: 401, 403, 404, 503.</summary>
    public int Status { get; }

    /// <summary>Why it was refused, null when it was not; for the log and our people, the peer is told the status only.</summary>
    public Statement<ConnectRefusal>? Reason { get; }

    /// <summary>Counts against the address's failed attempts.</summary>
    public bool CredentialsFailed { get; }

    /// <summary>May connect.</summary>
    public static Admission Admitted(IStationInbox inbox, int securityProfile) => new(inbox, securityProfile, 0, null, false);

    /// <summary>May not.</summary>
    public static Admission Refused(int status, Statement<ConnectRefusal> reason, bool credentialsFailed = false) => new(null, 0, status, reason, credentialsFailed);

    /// <summary>May not.</summary>
    public static Admission Refused(int status, ConnectRefusal reason, bool credentialsFailed = false) => Refused(status, Statement.Of(reason), credentialsFailed);
}
