using System.Collections.Frozen;

namespace Csms.Engine.Certificates;

/// <summary>
/// What the standard says of the types of security events (OCPP 2.0.1 and 2.1 part 2, appendix 1 "Security Events"), and which of them a person should look
/// at. Critical in the standard means that the station must tell of it, not that somebody has to do something.
/// </summary>
public static class SecurityEventTypes
{
    /// <summary>Every type of the standard, in its order.</summary>
    public static IReadOnlyList<SecurityEventType> All { get; } =
    [
        new("FirmwareUpdated", null, true, false, "Comes with every update; the update itself is followed."),
        new("FailedToAuthenticateAtCsms", "FailedToAuthenticateAtCentralSystem", false, false, "We refused it ourselves: refused connections are listed."),
        new("CsmsFailedToAuthenticate", "CentralSystemFailedToAuthenticate", false, true, "It met a CSMS that it did not believe: our certificate is wrong for it, or somebody stands between."),
        new("SettingSystemTime", null, true, false, "Comes with every correction of the clock; a clock that is wrong has a rule of its own."),
        new("StartupOfTheDevice", null, true, false, "Comes with every start; boot loops have a rule of their own."),
        new("ResetOrReboot", null, true, false, "Comes with every restart; boot loops have a rule of their own."),
        new("SecurityLogWasCleared", null, true, true, "Traces are gone, and nobody is told who removed them."),
        new("ReconfigurationOfSecurityParameters", null, false, false, "Follows our own changes of passwords and certificates."),
        new("MemoryExhaustion", null, true, true, "The station is about to lose what it should keep, transactions among it."),
        new("InvalidMessages", null, false, false, "A matter of versions and vendors more often than of an attack; the messages are in the log."),
        new("AttemptedReplayAttacks", null, false, true, "Somebody sends it messages a second time that were not repeated by us."),
        new("TamperDetectionActivated", null, true, true, "Somebody has opened it."),
        new("InvalidFirmwareSignature", null, true, true, "It was given firmware that its maker has not signed."),
        new("InvalidFirmwareSigningCertificate", null, true, true, "It was given firmware signed by somebody whom it does not know."),
        new("InvalidCsmsCertificate", "InvalidCentralSystemCertificate", true, true, "It met a CSMS that it did not believe: our certificate is wrong for it, or somebody stands between."),
        new("InvalidChargingStationCertificate", "InvalidChargePointCertificate", true, true, "It can't use the certificate that it was sent, and is away once the old one ends."),
        new("DiscardedRenewedClientCertificate", null, true, true, "It can't connect by its new certificate, and is away once the old one ends."),
        new("InvalidTLSVersion", null, true, true, "It was offered an encryption that is not allowed: our set-up is wrong, or somebody stands between."),
        new("InvalidTLSCipherSuite", null, true, true, "It was offered an encryption that is not allowed: our set-up is wrong, or somebody stands between."),
        new("MaintenanceLoginAccepted", null, true, false, "Comes with every visit of a technician; it is listed with the station."),
        new("MaintenanceLoginFailed", null, true, true, "Somebody at the station tries to get in."),
    ];

    private static readonly FrozenDictionary<string, SecurityEventType> ByName = All
        .SelectMany(type => new[] { type.Name, type.NameIn16 }.OfType<string>().Select(name => (name, type)))
        .ToFrozenDictionary(pair => pair.name, pair => pair.type, StringComparer.OrdinalIgnoreCase);

    /// <summary>The standard calls events of this type critical; types of a vendor's own are not.</summary>
    public static bool IsCritical(string type) => ByName.TryGetValue(type, out var known) && known.IsCritical;

    /// <summary>A person should look: it opens an incident.</summary>
    public static bool IsAlarm(string type) => ByName.TryGetValue(type, out var known) && known.IsAlarm;
}
