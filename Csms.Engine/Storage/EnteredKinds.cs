namespace Csms.Engine.Storage;

/// <summary>The words by which the database tells what was entered: first arguments of its triggers.</summary>
public static class EnteredKinds
{
    /// <summary>A token; its text.</summary>
    public const string Token = "token";

    /// <summary>A site; its identity.</summary>
    public const string Site = "site";

    /// <summary>A tariff, its versions and groups; its identity.</summary>
    public const string Tariff = "tariff";

    /// <summary>What is on a prepaid card; the token's text, small.</summary>
    public const string Credit = "credit";

    /// <summary>What is entered of a station; its identity.</summary>
    public const string Station = "station";

    /// <summary>How a station's local list stands and who sees to it; the compact number of the station.</summary>
    public const string LocalList = "localList";

    /// <summary>Limits that wait for the transaction of a remote start; the station's identity.</summary>
    public const string StartLimit = "startLimit";

    /// <summary>A reservation of a station; the compact number of the station.</summary>
    public const string Reservation = "reservation";

    /// <summary>What a station shows on its display; the compact number of the station.</summary>
    public const string Display = "display";

    /// <summary>What a station holds of tariffs; the compact number of the station.</summary>
    public const string StationTariffs = "stationTariffs";

    /// <summary>A battery swap of a station; the compact number of the station.</summary>
    public const string BatterySwap = "batterySwap";

    /// <summary>The periodic event streams of a station; the compact number of the station.</summary>
    public const string EventStreams = "eventStreams";

    /// <summary>The monitors and alerts of a station; the compact number of the station.</summary>
    public const string Monitoring = "monitoring";

    /// <summary>What a station holds of installed certificates; the compact number of the station.</summary>
    public const string InstalledCertificates = "installedCertificates";

    /// <summary>A root certificate that is kept for stations; its id.</summary>
    public const string RootCertificate = "rootCertificate";

    /// <summary>A certificate of a station that is revoked; its fingerprint.</summary>
    public const string RevokedCertificate = "revokedCertificate";

    /// <summary>A setting that is changed while running; its key.</summary>
    public const string Setting = "setting";

    /// <summary>A configuration template; its identity.</summary>
    public const string Template = "template";

    /// <summary>What a vendor's fault code means; the code.</summary>
    public const string FaultCode = "faultCode";

    /// <summary>What may stand in a DataTransfer message; its vendor.</summary>
    public const string TransferSchema = "transferSchema";

    /// <summary>A notification channel; its id.</summary>
    public const string Channel = "channel";

    /// <summary>A person's account, roles or sign-ins; the account's id.</summary>
    public const string Account = "account";

    /// <summary>A key of another program; its id.</summary>
    public const string ApiKey = "apiKey";
}
