namespace Csms.Console.Api.Templates;

/// <summary>Body of PUT /configuration-templates/{id}. What it names is replaced, what it leaves out stays.</summary>
/// <param name="Name">For people; the identity when new.</param>
/// <param name="Vendor">Only stations of this vendor; an ending * stands for anything; null: any.</param>
/// <param name="Model">Only this model, as vendor.</param>
/// <param name="Firmware">Only this firmware, as vendor.</param>
/// <param name="SiteId">Only stations of this site; null: any.</param>
/// <param name="OcppVersion">Only stations that speak 1.6, 2.0.1 or 2.1; null: any.</param>
/// <param name="Values">The wanted values, each variable once.</param>
/// <param name="AtBoot">A station that boots and differs gets the values by itself; default false.</param>
internal sealed record TemplateBody(
    string? Name, string? Vendor, string? Model, string? Firmware, string? SiteId, string? OcppVersion, IReadOnlyList<WantedView>? Values, bool? AtBoot);
