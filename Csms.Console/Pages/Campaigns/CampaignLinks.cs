namespace Csms.Console.Pages.Campaigns;

/// <summary>Addresses of firmware campaigns and images.</summary>
public static class CampaignLinks
{
    /// <summary>The campaigns.</summary>
    public const string List = "/firmware";

    /// <summary>The images.</summary>
    public const string Images = "/firmware/images";

    /// <summary>A new campaign.</summary>
    public const string New = "/firmware/new";

    /// <summary>A campaign.</summary>
    public static string Of(Guid id) => $"{List}/{id}";

    /// <summary>A new campaign with an image.</summary>
    public static string With(Guid image) => $"{New}?image={image}";
}
