using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Templates;

/// <summary>The one way in which people and programs enter and remove configuration templates: allowed, stored, audited, in that order.</summary>
public sealed class TemplateDesk(TemplateDirectory templates, IAuditLog audit, TimeProvider time)
{
    /// <summary>Whether somebody sees a template: one without a site is everybody's.</summary>
    public static bool Sees(AccessScope scope, ConfigurationTemplate template)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(template);
        return template.SiteId is { } site ? scope.Can(Permissions.StationsRead, site) : scope.Can(Permissions.StationsRead);
    }

    /// <summary>Whether somebody may enter a template for a site, or (null) for all stations.</summary>
    public static bool MayWrite(AccessScope scope, string? siteId)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return siteId is null ? scope.Sites(Permissions.CommandConfig).All : scope.Can(Permissions.CommandConfig, siteId);
    }

    /// <summary>Enters or replaces a template; null: not allowed.</summary>
    public async Task<(ConfigurationTemplate Saved, bool IsNew)?> PutAsync(AccessScope scope, ConfigurationTemplate template, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(template);
        if (!MayWrite(scope, template.SiteId) || (templates.Find(template.Id) is { } present && !MayWrite(scope, present.SiteId))) return null;
        var saved = template with { ChangedAt = time.GetUtcNow(), ChangedBy = scope.Actor.Name };
        var before = await templates.PutAsync(saved, cancellation);
        await audit.WriteAsync(scope.Actor, before is null ? "template.create" : "template.update", "template", saved.Id, before is null ? null : Told(before), Told(saved), cancellationToken: CancellationToken.None);
        return (saved, before is null);
    }

    /// <summary>Removes a template; null: not allowed; false: there is none.</summary>
    public async Task<bool?> DeleteAsync(AccessScope scope, string id, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (templates.Find(id) is not { } template) return false;
        if (!MayWrite(scope, template.SiteId)) return null;
        if (!await templates.DeleteAsync(id, cancellation)) return false;
        await audit.WriteAsync(scope.Actor, "template.delete", "template", id, Told(template), null, cancellationToken: CancellationToken.None);
        return true;
    }

    private static object Told(ConfigurationTemplate template) => new
    {
        template.Name, template.Vendor, template.Model, template.Firmware, template.SiteId, template.OcppVersion, template.AtBoot,
        Wanted = template.Wanted.ToDictionary(wanted => wanted.Address.ToString(), wanted => wanted.Value),
    };
}
