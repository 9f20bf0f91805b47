namespace Csms.Engine.Firmware;

/// <summary>Why a station of a campaign has no turn now.</summary>
public enum CampaignHold
{
    /// <summary>Nothing holds it but the pace.</summary>
    None,

    /// <summary>The window of its site is shut.</summary>
    Window,

    /// <summary>It is not connected.</summary>
    Away,

    /// <summary>A session runs.</summary>
    Session,

    /// <summary>The time of the campaign is over.</summary>
    TimeUp,
}
