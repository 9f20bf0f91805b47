namespace Csms.Engine.Firmware;

/// <summary>When a campaign resets its OCPP 1.6 stations. The names are stored.</summary>
public enum CampaignReset
{
    /// <summary>Stations restart by themselves.</summary>
    Never,

    /// <summary>When a station has told Downloaded (in a signed update also SignatureVerified) and does not go on by itself: its boot loader installs.</summary>
    Downloaded,

    /// <summary>When a station has told Installed and still runs the old version.</summary>
    Installed,
}
