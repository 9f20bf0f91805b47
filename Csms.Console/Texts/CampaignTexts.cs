namespace Csms.Console.Texts;

/// <summary>Words of firmware campaigns; marker of CampaignTexts.resx and CampaignTexts.de.resx.</summary>
public sealed class CampaignTexts;
