using Csms.Engine.Certificates;

namespace Csms.Engine.Tests.Certificates;

/// <summary>The table of security events beside the standard's (OCPP 2.1 part 2, appendix 1).</summary>
public sealed class SecurityEventTypesTests
{
    private static readonly string[] NotCritical = ["FailedToAuthenticateAtCsms", "CsmsFailedToAuthenticate", "ReconfigurationOfSecurityParameters", "InvalidMessages", "AttemptedReplayAttacks"];

    private static readonly string[] Critical =
    [
        "FirmwareUpdated", "SettingSystemTime", "StartupOfTheDevice", "ResetOrReboot", "SecurityLogWasCleared", "MemoryExhaustion", "TamperDetectionActivated", "InvalidFirmwareSignature",
        "InvalidFirmwareSigningCertificate", "InvalidCsmsCertificate", "InvalidChargingStationCertificate", "DiscardedRenewedClientCertificate", "InvalidTLSVersion", "InvalidTLSCipherSuite",
        "MaintenanceLoginAccepted", "MaintenanceLoginFailed",
    ];

    [Fact]
    public void Table_HasEveryTypeOfTheStandard_WithItsCriticalityAndAReason()
    {
        Assert.Equal(NotCritical.Concat(Critical).Order(), SecurityEventTypes.All.Select(type => type.Name).Order());
        Assert.Equal(Critical.Order(), SecurityEventTypes.All.Where(type => type.IsCritical).Select(type => type.Name).Order());
        Assert.All(SecurityEventTypes.All, type => Assert.EndsWith(".", type.Why, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("TamperDetectionActivated", true, true)]
    [InlineData("tamperdetectionactivated", true, true)]
    [InlineData("ResetOrReboot", true, false)]
    [InlineData("StartupOfTheDevice", true, false)]
    [InlineData("MaintenanceLoginAccepted", true, false)]
    [InlineData("AttemptedReplayAttacks", false, true)]
    [InlineData("InvalidCentralSystemCertificate", true, true)] // the spelling of 1.6
    [InlineData("VendorThing", false, false)]
    public void Type_IsCriticalByTheStandard_AndAnAlarmWhereAPersonShouldLook(string type, bool critical, bool alarm) =>
        Assert.Equal((critical, alarm), (SecurityEventTypes.IsCritical(type), SecurityEventTypes.IsAlarm(type)));
}
