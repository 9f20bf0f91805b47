using Csms.Console.Texts;
using Csms.Engine.Energy;
using Csms.Engine.Stations.Configuration;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Configuration;

/// <summary>Which stations a template is for, in words.</summary>
internal static class TemplateScope
{
    public static string Say(IStringLocalizer<ConfigurationTexts> texts, SiteDirectory sites, ConfigurationTemplate template)
    {
        var parts = new[]
        {
            template.OcppVersion is { } version ? $"OCPP {version}" : null,
            template.Vendor is null && template.Model is null ? null : string.Join(' ', new[] { template.Vendor, template.Model }.Where(text => text is not null)),
            template.Firmware is { } firmware ? texts["For.Firmware", firmware].Value : null,
            template.SiteId is { } site ? sites.Find(site)?.Name ?? site : null,
        }.Where(text => text is not null).ToList();
        return parts.Count == 0 ? texts["For.All"] : string.Join(" · ", parts);
    }
}
