using Csms.Console.Commands.Bulk;
using Csms.Console.Commands.Campaigns;
using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Pages.Stations;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Energy;
using Csms.Engine.Firmware;
using Csms.Engine.LiveView;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;

namespace Csms.Console.Pages.Campaigns;

/// <summary>A new campaign: what, to which stations, when and in which steps; beside it who is affected, as of now. The choice of stations stands in the address.</summary>
public sealed partial class CampaignForm
{
    private const int RefreshSeconds = 5;

    private readonly CampaignFields _fields = new();
    private BulkPreview _preview = new([], [], []);
    private AccessScope _scope = AccessScope.Nobody;
    private IReadOnlyList<FirmwareImage>? _images;
    private IReadOnlyList<KeyValuePair<string, string>> _siteOptions = [];
    private IReadOnlyList<string> _models = [], _versions = [], _protocols = [];
    private bool _failed, _nobody, _starting;

    [Inject] private CampaignDesk Desk { get; set; } = null!;
    [Inject] private FirmwareLibrary Library { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private IStringLocalizer<FirmwareTexts> T { get; set; } = null!;
    [Inject] private IStringLocalizer<BulkTexts> B { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Image { get; set; }
    [SupplyParameterFromQuery] private string? Site { get; set; }
    [SupplyParameterFromQuery] private string? Model { get; set; }
    [SupplyParameterFromQuery] private string? Firmware { get; set; }
    [SupplyParameterFromQuery] private string? Ocpp { get; set; }
    [SupplyParameterFromQuery] private string? Q { get; set; }

    private FirmwareImage? Chosen => _images?.FirstOrDefault(image => image.Id.ToString() == Image) ?? (_images is [var first, ..] ? first : null);

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override Task OnParametersSetAsync() => LoadAsync();

    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); });
    }

    private async Task LoadAsync()
    {
        try
        {
            _images ??= await Library.ListAsync(CancellationToken.None);
            var stations = Board.Stations(_scope.Live()).ToList();
            _siteOptions = [.. stations.Select(station => station.Profile.SiteId).OfType<string>().Distinct().Select(id => KeyValuePair.Create(id, Sites.Find(id)?.Name ?? id)).OrderBy(site => site.Value, StringComparer.CurrentCulture)];
            _models = Words(stations.Select(StationFilter.ModelOf));
            _versions = Words(stations.Select(station => station.Boot?.FirmwareVersion));
            _protocols = Words(stations.Select(station => station.OcppVersion));
            if (Chosen is { } image)
            {
                var wanted = new StationFilter(Given(Q), null, Given(Site), Given(Ocpp), Given(Model)) { Firmware = Given(Firmware) };
                _preview = await Desk.PreviewAsync(_scope, image, stations.Where(station => wanted.Matches(station, Sites.Find(station.Profile.SiteId))).Select(station => station.Id), _fields.Reset, CancellationToken.None);
            }

            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private static string[] Words(IEnumerable<string?> all) => [.. all.OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private string For(FirmwareImage image) => string.Join(' ', new[] { image.Vendor, image.Model }.OfType<string>()) is { Length: > 0 } words ? words : T["AnyModel"];

    private string Counted(string key, int count) => C[count == 1 ? $"{key}.One" : key, Formats.Number(count)];

    private string? Wrong(string member) => _fields.Faults.Contains(member) ? "true" : null;

    private void Set(string name, ChangeEventArgs change) => Navigation.SetQuery(name, Given((string?)change.Value));

    private Task ResetAsync(ChangeEventArgs change)
    {
        _fields.Reset = Enum.Parse<CampaignReset>((string)change.Value!);
        return LoadAsync(); // not everybody who may update a station may reset it
    }

    private async Task StartAsync()
    {
        if (_starting || _fields.Faults.Any() || Chosen is not { } image) return;
        _starting = true;
        try
        {
            var wish = new CampaignWish(_fields.Name, image, _fields.Signed, [.. _preview.Targets.Select(target => target.Station)], _fields.Pace.Pace(), _fields.Window(), _fields.Waits,
                TimeSpan.FromMinutes(_fields.Minutes!.Value), TimeSpan.FromDays(_fields.Days!.Value), Given(_fields.Reason), _fields.Reset);
            var start = await Desk.StartAsync(await UserScope.GetAsync(), wish, CancellationToken.None);
            (_preview, _nobody) = (start.Preview, start.Run is null);
            if (start.Run is { } run) Navigation.NavigateTo(CampaignLinks.Of(run.Id));
        }
        catch (NpgsqlException)
        {
            _failed = true;
        }
        finally
        {
            _starting = false;
        }
    }
}
