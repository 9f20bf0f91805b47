using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Api.Templates;

/// <summary>A named set of wanted values and the stations that it is for.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Name">For people.</param>
/// <param name="Vendor">Only stations of this vendor; an ending * stands for anything; null: any.</param>
/// <param name="Model">Only this model.</param>
/// <param name="Firmware">Only this firmware.</param>
/// <param name="SiteId">Only stations of this site.</param>
/// <param name="OcppVersion">Only stations that speak this version.</param>
/// <param name="Values">The wanted values.</param>
/// <param name="AtBoot">A station that boots and differs gets the values by itself.</param>
/// <param name="ChangedAt">When it was last changed.</param>
/// <param name="ChangedBy">By whom.</param>
internal sealed record TemplateView(
    string Id, string Name, string? Vendor, string? Model, string? Firmware, string? SiteId, string? OcppVersion, IReadOnlyList<WantedView> Values, bool AtBoot, DateTimeOffset ChangedAt, string ChangedBy)
{
    public static TemplateView Of(ConfigurationTemplate template) => new(
        template.Id, template.Name, template.Vendor, template.Model, template.Firmware, template.SiteId, template.OcppVersion,
        [.. template.Wanted.Select(WantedView.Of)], template.AtBoot, template.ChangedAt, template.ChangedBy);
}
