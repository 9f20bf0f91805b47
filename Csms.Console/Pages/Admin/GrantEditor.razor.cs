using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Csms.Engine.Energy;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Admin;

/// <summary>Which roles somebody has where: a place is chosen first, then the roles there. A role everywhere counts at every site.</summary>
public sealed partial class GrantEditor
{
    /// <summary>From how many sites on they are searched.</summary>
    private const int SearchFrom = 8;

    private List<(string Id, string Name)> _all = [];
    private string? _place;
    private string _text = "";

    [Inject] private SiteDirectory Sites { get; set; } = null!;

    /// <summary>What is granted; changed in place.</summary>
    [Parameter, EditorRequired] public ISet<GrantWish> Held { get; set; } = new HashSet<GrantWish>();

    /// <summary>Where roles may be given.</summary>
    [Parameter, EditorRequired] public SiteSet Places { get; set; } = SiteSet.None;

    private ICollection<(string Id, string Name)> Shown =>
        string.IsNullOrWhiteSpace(_text) ? _all : [.. _all.Where(site => $"{site.Name} {site.Id}".Contains(_text.Trim(), StringComparison.CurrentCultureIgnoreCase))];

    private string PlaceName => _place is null ? L["Users.Everywhere"] : _all.Find(site => site.Id == _place).Name ?? _place;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        var known = Sites.All.Where(site => Places.Contains(site.Id)).Select(site => (site.Id, site.Name)).ToList();
        // A site that is not there any more can still be taken away.
        var gone = Held.Select(grant => grant.SiteId).OfType<string>().Distinct().Where(id => !known.Exists(site => site.Id == id)).Select(id => (id, id));
        // What is held comes first: with a thousand sites it would not be found.
        _all = [.. known.Concat(gone).OrderByDescending(site => Held.Any(grant => grant.SiteId == site.Item1))];
        if (!Places.All || (Held.Count > 0 && !Held.Any(grant => grant.SiteId is null))) _place = _all.FirstOrDefault().Id;
    }

    private string RolesAt(string? place) => string.Join(", ", Held.Where(grant => grant.SiteId == place).OrderBy(grant => grant.Role).Select(grant => L[$"Role.{grant.Role}"].Value));

    private void Set(Role role, bool on)
    {
        var grant = new GrantWish(role, _place);
        if (on) Held.Add(grant);
        else Held.Remove(grant);
    }
}
