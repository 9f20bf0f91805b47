using System.Globalization;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tariffs;
using Csms.Engine.Energy;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Sites;

/// <summary>Adds or changes a site.</summary>
public sealed partial class SiteForm
{
    private static readonly string[] _zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private readonly Dictionary<string, string> _faults = [];
    private string _id = "", _name = "", _address = "", _zone = "", _latitude = "", _longitude = "", _limit = "";
    private string? _error, _tariffId;
    private Site? _opened;
    private AssignFault? _wrongTariff;
    private EnergyTransfers? _transfers;
    private bool _mayDelete, _mayPrice, _changed, _plans = true;

    [Inject] private TariffDesk TariffDesk { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private StationDirectory Stations { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>What is changed; null adds.</summary>
    [Parameter] public Site? Site { get; set; }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _opened = Site;
        _zone = Site?.TimeZone ?? Formats.Zone.Id;
        if (Site is not null)
        {
            (_id, _name, _address) = (Site.Id, Site.Name, Site.Address ?? "");
            (_latitude, _longitude) = (Text(Site.Latitude), Text(Site.Longitude));
            _limit = Text(Site.GridLimitW / 1000.0);
            (_transfers, _plans, _tariffId) = (Site.EnergyTransfers, Site.PlansForCars, Site.TariffId);
        }
        var scope = await Scope.GetAsync();
        _mayDelete = scope.Sites(Permissions.StationsWrite).All;
        _mayPrice = MayPrice(scope);
    }

    private bool MayPrice(AccessScope scope) => Site is null ? scope.Sites(Permissions.TariffsWrite).All : scope.Can(Permissions.TariffsWrite, Site.Id);

    private string? Fault(string field) => _faults.GetValueOrDefault(field);

    private async Task SaveAsync()
    {
        _error = null;
        var site = Check();
        if (site is null) return;
        var scope = await Scope.GetAsync();
        if (!(Site is null ? scope.Sites(Permissions.StationsWrite).All : scope.Can(Permissions.StationsWrite, site.Id)))
        {
            _error = L["Denied.Title"];
            return;
        }
        if ((_wrongTariff = TariffDesk.JudgePlace(scope, Sites.Find(site.Id)?.TariffId, site.TariffId, site.Id)) is not null) return;
        if (Site is not null && Sites.Find(site.Id) is var present && present != _opened)
        {
            (_opened, _changed) = (present, true); // told once; saving again is meant
            return;
        }
        try
        {
            var before = await Sites.PutAsync(site, CancellationToken.None);
            await Audit.WriteAsync(scope.Actor, before is null ? "site.create" : "site.update", "site", site.Id, before, site);
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
            return;
        }
        Dialogs.Close(site);
    }

    private Site? Check()
    {
        _faults.Clear();
        var id = _id.Trim();
        if (string.IsNullOrWhiteSpace(_name)) _faults["name"] = T["NameMissing"];
        if (Site is null && id.Length == 0) _faults["id"] = T["IdMissing"];
        else if (Site is null && !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')) _faults["id"] = T["IdWrong"];
        else if (Site is null && Sites.Find(id) is not null) _faults["id"] = T["IdTaken", id];
        if (Formats.Find(_zone.Trim()) is null) _faults["zone"] = T["ZoneWrong"];
        var latitude = Number("latitude", _latitude, -90, 90);
        var longitude = Number("longitude", _longitude, -180, 180);
        var limit = Number("limit", _limit, 1, 1_000_000);
        if (latitude is null != longitude is null && _faults.Count == 0) _faults[latitude is null ? "latitude" : "longitude"] = T["BothOrNone"];
        return _faults.Count > 0 ? null : new Site
        {
            Id = id,
            Name = _name.Trim(),
            Address = string.IsNullOrWhiteSpace(_address) ? null : _address.Trim(),
            TimeZone = _zone.Trim(),
            Latitude = latitude,
            Longitude = longitude,
            GridLimitW = limit is { } kilowatts ? (long)Math.Round(kilowatts * 1000) : null,
            EnergyTransfers = _transfers,
            PlansForCars = _plans,
            TariffId = _mayPrice ? _tariffId : Sites.Find(id)?.TariffId,
        };
    }

    private double? Number(string field, string text, double least, double most)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (double.TryParse(text.Trim().Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        _faults[field] = T["NumberWrong", Formats.Number(least), Formats.Number(most)];
        return null;
    }

    private async Task DeleteAsync()
    {
        _error = null;
        var left = Registry.States.Where(station => station.Profile.SiteId == Site!.Id).Select(station => station.Id).ToList();
        if (!await Ask.ConfirmAsync(T["DeleteTitle", Site!.Name], T["DeleteText", Formats.Number(left.Count)], T["DeleteVerb", Site.Name], danger: true)) return;
        var scope = await Scope.GetAsync();
        if (!scope.Sites(Permissions.StationsWrite).All)
        {
            _error = L["Denied.Title"];
            return;
        }
        try
        {
            foreach (var station in left) await Stations.PutAsync(station, profile => profile with { SiteId = null }, CancellationToken.None);
            await Sites.DeleteAsync(Site.Id, CancellationToken.None);
            await Audit.WriteAsync(scope.Actor, "site.delete", "site", Site.Id, new { Site, Stations = left.Select(station => station.Value) });
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
            return;
        }
        Dialogs.Close(Site);
    }

    private static string Text(double? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
