namespace Csms.Console.Commands.Campaigns;

/// <summary>What a person does with a campaign that is not over.</summary>
public enum CampaignTurn
{
    /// <summary>Nobody has a turn until it goes on.</summary>
    Pause,
    /// <summary>It goes on.</summary>
    Resume,
    /// <summary>Nobody has a turn any more.</summary>
    Stop,
}
