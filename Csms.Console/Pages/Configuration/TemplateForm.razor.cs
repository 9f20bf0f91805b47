using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Templates;
using Csms.Engine.Energy;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Configuration;

/// <summary>Adds, changes or deletes a template.</summary>
public sealed partial class TemplateForm
{
    private const int Offered = 200;
    private static readonly string[] _versions = ["1.6", "2.0.1", "2.1"];

    private readonly Dictionary<string, string> _faults = [];
    private List<WantedRow> _rows = [];
    private IReadOnlyList<Site> _sites = [];
    private IReadOnlyList<string> _stations = [];
    private IReadOnlyList<StationState> _states = [];
    private string _name = "", _id = "", _vendor = "", _model = "", _firmware = "", _version = "", _site = "", _from = "";
    private string? _error;
    private ConfigurationTemplate? _opened;
    private AccessScope _scope = AccessScope.Nobody;
    private bool _atBoot, _mayAll, _changed;

    [Inject] private TemplateDirectory Templates { get; set; } = null!;
    [Inject] private TemplateDesk Desk { get; set; } = null!;
    [Inject] private ConfigurationReader Reader { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>What is changed; null adds.</summary>
    [Parameter] public ConfigurationTemplate? Template { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _opened = Template;
        _scope = await UserScope.GetAsync();
        _mayAll = TemplateDesk.MayWrite(_scope, null);
        _sites = [.. Sites.All.Where(site => TemplateDesk.MayWrite(_scope, site.Id))];
        _states = [.. Board.Stations(_scope.Live())];
        _stations = [.. _states.Select(station => station.Id.Value).Order(StringComparer.Ordinal).Take(Offered)];
        if (!_mayAll && _sites is [var first, ..]) _site = first.Id;
        if (Template is null) return;
        (_name, _id, _vendor, _model, _firmware) = (Template.Name, Template.Id, Template.Vendor ?? "", Template.Model ?? "", Template.Firmware ?? "");
        (_version, _site, _atBoot) = (Template.OcppVersion ?? "", Template.SiteId ?? "", Template.AtBoot);
        _rows = [.. Template.Wanted.Select(wanted => new WantedRow { Variable = wanted.Address.ToString(), Value = wanted.Value })];
    }

    private IEnumerable<string> Known(Func<BootInfo, string?> part) =>
        _states.Select(station => station.Boot is { } boot ? part(boot) : null).OfType<string>().Where(text => text.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase).Take(Offered);

    private string? Wrong(string field) => _faults.ContainsKey(field) ? "true" : null;

    /// <summary>What a station holds and lets be set becomes what is wanted; what stands here already stays.</summary>
    private async Task TakeFromAsync()
    {
        _faults.Remove("from");
        if (!StationId.TryParse(_from.Trim(), out var id) || _states.FirstOrDefault(state => state.Id == id) is not { } station)
        {
            _faults["from"] = T["From.None", _from.Trim()];
            return;
        }

        try
        {
            var present = _rows.Select(row => AddressOf(row)).OfType<VariableAddress>().ToHashSet();
            var held = (await Reader.AllAsync(station.Key, CancellationToken.None)).Where(each => each.CanBeSet && !each.IsSecret && each.Value is not null).ToList();
            if (held.Count == 0) _faults["from"] = T["From.Nothing", id.Value];
            foreach (var each in held.Where(each => !present.Contains(each.Address))) _rows.Add(new WantedRow { Variable = each.Address.ToString(), Value = each.Value! });
            _rows.RemoveAll(row => row is { Variable: "", Value: "" });
        }
        catch (NpgsqlException)
        {
            _faults["from"] = T["FailedText"];
        }
    }

    /// <summary>The ready values of offline behaviour, as the chosen version has them; what stands here already stays.</summary>
    private void TakeReady()
    {
        var present = _rows.Select(AddressOf).OfType<VariableAddress>().ToHashSet();
        _rows.RemoveAll(row => row is { Variable: "", Value: "" });
        _rows.AddRange(OfflineValue.Of(Given(_version)).Where(value => value.Ready is not null && !present.Contains(value.Address)).Select(value => new WantedRow { Variable = value.Address.ToString(), Value = value.Ready! }));
    }

    private async Task SaveAsync()
    {
        _error = null;
        if (Check() is not { } template) return;
        if (_opened is not null && Templates.Find(template.Id) is { } present && present != _opened)
        {
            (_opened, _changed) = (present, true); // told once; saving again is meant
            return;
        }

        try
        {
            if (await Desk.PutAsync(await UserScope.GetAsync(), template, CancellationToken.None) is { } put) Dialogs.Close(put.Saved);
            else _error = L["Denied.Title"];
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
    }

    private ConfigurationTemplate? Check()
    {
        _faults.Clear();
        var id = _id.Trim();
        if (string.IsNullOrWhiteSpace(_name)) _faults["name"] = T["Name.Missing"];
        if (Template is null && (id.Length == 0 || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))) _faults["id"] = T["Id.Wrong"];
        else if (Template is null && Templates.Find(id) is not null) _faults["id"] = T["Id.Taken", id];
        if (!TemplateDesk.MayWrite(_scope, Given(_site))) _faults["site"] = T["Site.Needed"];
        var wanted = new List<WantedValue>();
        foreach (var row in _rows.Where(row => row is not { Variable: "", Value: "" }))
        {
            var address = AddressOf(row);
            row.Fault = WantedRules.Check(address, row.Value, wanted.Select(each => each.Address));
            if (row.Fault is null) wanted.Add(new WantedValue(address!, row.Value.Trim()));
        }

        if (_rows.Exists(row => row.Fault is not null)) return null;
        if (wanted.Count == 0) _faults["values"] = T["Values.Missing"];
        if (wanted.Count > ConfigurationTemplate.MostValues) _faults["values"] = T["Values.TooMany", Formats.Number(ConfigurationTemplate.MostValues)];
        return _faults.Count > 0 ? null : new ConfigurationTemplate
        {
            Id = id, Name = _name.Trim(), Vendor = Given(_vendor), Model = Given(_model), Firmware = Given(_firmware), OcppVersion = Given(_version), SiteId = Given(_site),
            Wanted = [.. wanted], AtBoot = _atBoot,
        };
    }

    private async Task DeleteAsync()
    {
        if (!await Ask.ConfirmAsync(T["Delete.Title", Template!.Name], T["Delete.Text"], T["Delete.Verb", Template.Name], danger: true)) return;
        try
        {
            if (await Desk.DeleteAsync(await UserScope.GetAsync(), Template.Id, CancellationToken.None) is null) _error = L["Denied.Title"];
            else Dialogs.Close(new Deleted());
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
    }

    private static VariableAddress? AddressOf(WantedRow row) => VariableAddress.Parse(row.Variable) is { } address ? HeldVariable.Known(address) : null;

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>It is gone.</summary>
    internal sealed record Deleted;
}
