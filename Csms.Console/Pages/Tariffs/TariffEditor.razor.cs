using System.Collections.Immutable;
using System.Text.Json;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Prices;
using Csms.Engine.Tariffs;
using Csms.Engine.Tariffs.OnStation;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Rules = Csms.Engine.Tariffs.TariffRules;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Enters a tariff, or makes the next version of one, with what sessions will cost beside it.</summary>
public sealed partial class TariffEditor
{
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private IReadOnlyList<Site> _sites = [];
    private TariffDraft _draft = new();
    private TariffEntry? _opened, _faster;
    private Tariff? _typed;
    private string _name = "", _siteId = "", _groups = "", _body = "{}";
    private string? _error, _groupTaken, _loaded;
    private bool _ready, _missing, _mayEverywhere, _tried, _saving, _whole = true;

    [Inject] private TariffDirectory Directory { get; set; } = null!;
    [Inject] private TariffDesk Desk { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>Which is changed; null: a new one.</summary>
    [Parameter] public string? Id { get; set; }

    private TimeZoneInfo Zone => _siteId.Length > 0 ? Sites.ZoneOf(_siteId) : Formats.Zone;

    private IReadOnlyList<string> Groups => [.. _groups.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_ready && _loaded == Id) return;
        var scope = await Scope.GetAsync();
        (_loaded, _ready, _missing, _tried, _error, _faster, _groupTaken) = (Id, false, false, false, null, null, null);
        _mayEverywhere = TariffUses.MayWrite(scope, null);
        _sites = [.. Sites.All.Where(site => TariffUses.MayWrite(scope, site.Id))];
        _opened = Directory.Find(Id);
        if (Id is not null && (_opened is null || !TariffUses.MayWrite(scope, _opened.SiteId)))
        {
            _missing = true;
            return;
        }

        if (_opened is { } entry)
        {
            (_name, _siteId, _groups) = (entry.Name, entry.SiteId ?? "", string.Join(", ", entry.Groups));
            _draft = TariffReading.Draft(entry.Current.Tariff.Body, Zone, out _whole);
        }
        else
        {
            (_name, _groups, _siteId, _whole) = ("", "", _mayEverywhere ? "" : _sites[0].Id, true);
            _draft = new TariffDraft { WithTax = true, Texts = { [0] = { Language = Formats.Culture.TwoLetterISOLanguageName } } };
        }

        _faults = new Dictionary<string, string>();
        Judge();
        _ready = true;
    }

    private void Judge()
    {
        _groupTaken = null;
        if (_tried) _faults = Check();
        _body = TariffRules.Tariff(_draft, Zone).ToJsonString();
        _typed = Typed();
    }

    private Dictionary<string, string> Check()
    {
        var faults = new Dictionary<string, string>(TariffRules.Check(_draft), StringComparer.Ordinal);
        if (_name.Trim().Length is 0 or > Rules.MaxName) faults["name"] = "Name";
        if (_opened is null && !faults.ContainsKey("id") && !Rules.IsId(_draft.TariffId.Trim())) faults["id"] = "IdLetters";
        if (_opened is null && Directory.Find(_draft.TariffId.Trim()) is not null) faults["id"] = "IdTaken";
        if (Groups.Count > Rules.MostGroups) faults["groups"] = "Groups";
        return faults;
    }

    /// <summary>What is typed as a tariff that can be reckoned with; null: it is none yet.</summary>
    private Tariff? Typed()
    {
        if (TariffRules.Check(_draft).Keys.Any(member => member is not "id")) return null;
        var id = Rules.IsId(_draft.TariffId.Trim()) ? _draft.TariffId.Trim() : "NEW";
        var body = TariffRules.Tariff(_draft, Zone);
        body["tariffId"] = id;
        return Rules.Read(id, JsonElement.Parse(body.ToJsonString()), out _) is { } read ? TariffReader.Read(read, (_opened?.Current.Tariff.Version ?? 0) + 1) : null;
    }

    private string? Invalid(string member) => _faults.ContainsKey(member) || (member == "groups" && _groupTaken is not null) ? "true" : null;

    private RenderFragment Wrong(string member, string? hint) => FieldNote.Of(T, _faults, member, hint);
}
