using System.Text.Json;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Prices;
using Csms.Engine.Tariffs;
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
    private TimeZoneInfo _reads = TimeZoneInfo.Utc; // where its sites stand, else that of the person
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

    private IReadOnlyList<string> Groups => [.. _groups.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (_ready && _loaded == Id) return;
        var scope = await Scope.GetAsync();
        (_loaded, _ready, _missing, _tried, _error, _faster, _groupTaken) = (Id, false, false, false, null, null, null);
        _mayEverywhere = TariffDesk.MayWrite(scope, null);
        _sites = [.. Sites.All.Where(site => TariffDesk.MayWrite(scope, site.Id))];
        _opened = Directory.Find(Id);
        if (Id is null && !_mayEverywhere && _sites.Count == 0)
        {
            _missing = true; // tariffs of a site that is not entered (any more)
            return;
        }

        if (Id is not null && (_opened is null || !TariffDesk.MayWrite(scope, _opened.SiteId)))
        {
            _missing = true;
            return;
        }

        if (_opened is { } entry)
        {
            (_name, _siteId, _groups) = (entry.Name, entry.SiteId ?? "", string.Join('\n', entry.Groups));
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
        _reads = _siteId.Length > 0 || _opened is null || Sites.All.FirstOrDefault(site => site.TariffId == _opened.Id) is not { } user ? Zone : Sites.ZoneOf(user.Id);
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

    /// <summary>Whether saving makes a version: name, site and groups have none.</summary>
    private bool IsNewVersion => _opened is not { } entry || !JsonElement.DeepEquals(JsonElement.Parse(_body), JsonElement.Parse(entry.Current.Tariff.Body));

    private string? Invalid(string member) => _faults.ContainsKey(member) || (member == "groups" && _groupTaken is not null) ? "true" : null;

    private RenderFragment Wrong(string member, string? hint) => FieldNote.Of(T, _faults, member, hint);

    private async Task SaveAsync()
    {
        if (_saving) return;
        (_tried, _error) = (true, null);
        Judge();
        if (_faults.Count > 0 || !_whole) return;
        var id = _opened?.Id ?? _draft.TariffId.Trim();
        if (_opened is not null && Directory.Find(id) is { } present && present.Revision != _opened.Revision)
        {
            (_opened, _faster) = (present, present); // told once; saving again is meant
            return;
        }

        _saving = true;
        try
        {
            var change = new TariffChange { Name = _name.Trim(), SetsSite = true, SiteId = _siteId.Length > 0 ? _siteId : null, Groups = _mayEverywhere ? Groups : null, Tariff = JsonElement.Parse(_body), Expected = _opened?.Current.Tariff.Version ?? 0, Revision = _opened?.Revision };
            var saved = await Desk.PutAsync(await Scope.GetAsync(), id, change, CancellationToken.None);
            if (saved.IsSaved) Navigation.NavigateTo(TariffLinks.Of(id));
            else Tell(id, saved);
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
        finally
        {
            _saving = false;
        }
    }

    /// <summary>Why it was not saved; nothing that was typed is lost.</summary>
    private void Tell(string id, TariffSaved saved)
    {
        if (saved.Written is { Refusal: TariffRefusal.Stale } && Directory.Find(id) is { } present)
        {
            if (_opened is null) _faults = new Dictionary<string, string>(_faults, StringComparer.Ordinal) { ["id"] = "IdTaken" };
            else (_opened, _faster) = (present, present);
        }
        else if (saved.Written is { Refusal: TariffRefusal.GroupTaken } taken)
        {
            _groupTaken = T["GroupTaken", taken.Group ?? "", taken.OtherTariff ?? ""];
        }
        else if (saved.Written?.Refusal is { } refusal)
        {
            _error = refusal == TariffRefusal.NotAllowed ? L["Denied.Title"] : T[$"Refused.{refusal}"];
        }
        else
        {
            if (saved.Faults.TryGetValue("groups", out var groups)) _groupTaken = EngineWords.Say(groups);
            _error = string.Join(" ", saved.Faults.Where(fault => fault.Key != "groups").Select(fault => EngineWords.Say(fault.Value)).Distinct()) is { Length: > 0 } said ? said : null;
        }
    }
}
