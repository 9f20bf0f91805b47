using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Console.Tests.Support;
using Csms.Engine.Energy;
using Csms.Engine.Events;
using Csms.Engine.FieldWork;
using Csms.Engine.Firmware;
using Csms.Engine.Incidents;
using Csms.Engine.Payments;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands.Bulk;
using Csms.Engine.Tests.Support;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Csms.Simulator.Quirks;
using Csms.Simulator.Station;
using Csms.Simulator.Vehicle;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using IdToken = Csms.Simulator.Station.IdToken;
using StationOptions = Csms.Simulator.Station.StationOptions;

namespace Csms.Console.Tests.Pages;

/// <summary>
/// A small network in which every page has something to show: a session that runs, one in review, an incident, a station that waits to be
/// let in and one that never came. What a browser complains of and whom it asks is kept.
/// </summary>
public sealed class PagesHost : BrowserHost
{
    /// <summary>The site of all stations.</summary>
    public const string Site = "PAGES";
    /// <summary>The station with the running session.</summary>
    public const string Charging = "PAGES-01";
    /// <summary>The station with the session in review and the incident.</summary>
    public const string Faulted = "PAGES-02";
    /// <summary>The station that waits to be let in.</summary>
    public const string Waiting = "PAGES-03";
    /// <summary>The station that never connected.</summary>
    public const string Absent = "PAGES-04";
    /// <summary>The token of both sessions.</summary>
    public const string Token = "04PAGES";

    /// <summary>The tariff of the site.</summary>
    public const string Tariff = "PAGES-DAY";

    private static readonly TimeSpan _deadline = TimeSpan.FromSeconds(60);
    private const string TariffBody =
        """
        {"currency":"EUR","description":[{"format":"UTF8","language":"de","content":"0,59 €/kWh, nachts 0,45"}],
        "energy":{"prices":[{"priceKwh":0.37815126,"conditions":{"startTimeOfDay":"22:00","endTimeOfDay":"06:00"}},{"priceKwh":0.49579832}],"taxRates":[{"type":"VAT","tax":19}]},
        "idleTime":{"prices":[{"priceMinute":0.08403361,"conditions":{"minIdleTime":1800}}],"taxRates":[{"type":"VAT","tax":19}]},"maxCost":{"inclTax":60}}
        """;

    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly Dictionary<string, string> _names = [];
    private readonly List<VirtualStation> _stations = [];
    private IPage? _administrator, _stranger;

    /// <summary>Errors on a console and requests to another origin, since the last question.</summary>
    public IReadOnlyList<string> TakeComplaints()
    {
        List<string> taken = [];
        while (_complaints.TryDequeue(out var complaint)) taken.Add(complaint);
        return taken;
    }

    /// <summary>The address with the numbers of what is there: {running}, {review}, {incident}.</summary>
    public string PathOf(string path) => _names.Aggregate(path, (filled, name) => filled.Replace($"{{{name.Key}}}", name.Value, StringComparison.Ordinal));

    /// <summary>
    /// The page with what it shows in one window of the administrator, or of somebody who is not signed in, that goes from page to page: scripts and
    /// fonts are loaded once. Wide and light when the next page is asked for.
    /// </summary>
    internal async Task<IPage> VisitAsync(ConsolePage entry, int width, int height)
    {
        var page = entry.IsPublic ? _stranger ??= await KeptAsync(OpenAsync("/signed-out")) : _administrator ??= await KeptAsync(SignedInAsync("/account"));
        await page.GoStillAsync("about:blank"); // whatever the page before has to say of its end is not said of this one
        TakeComplaints();
        await page.SetViewportSizeAsync(width, height);
        await page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        if (entry.IsPublic || entry.IsStill) await page.GoStillAsync(PathOf(entry.Path));
        else await page.GoLiveAsync(PathOf(entry.Path));
        await page.WaitForSelectorAsync(entry.Ready);
        return page;
    }

    /// <inheritdoc />
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Services.GetRequiredService<TariffDesk>().PutAsync(
            AccessScope.System, Tariff, new TariffChange { Name = "Day and night", Tariff = JsonElement.Parse(TariffBody) }, CancellationToken.None);
        await Services.GetRequiredService<SiteDirectory>().PutAsync(
            new Site { Id = Site, TariffId = Tariff, Name = "Seitenbau", Address = "Hafenweg 1, Kiel", TimeZone = "Europe/Berlin", Latitude = 54.32, Longitude = 10.14, GridLimitW = 200_000 }, CancellationToken.None);
        foreach (var id in (string[])[Charging, Faulted, Waiting, Absent]) await EnterAsync(id);
        await Services.GetRequiredService<TokenStore>().PutAsync(new TokenEntry { IdToken = Token, Driver = "Ann Example", GroupId = "FLEET", Concurrent = true }, CancellationToken.None);

        var charging = new VirtualStation(Charger(Charging) with { Version = OcppVersion.V21, BatterySlots = 3, PowerStreamSeconds = 30 });
        _stations.Add(charging);
        await charging.ConnectAndBootAsync(_deadline);
        await charging.PlugInAsync(1, new VirtualVehicle());
        await charging.TapAsync(1, new IdToken(Token));
        await charging.SwapAsync(new IdToken(Token));

        var faulted = new VirtualStation(Charger(Faulted) with { Quirks = [new NoMeterStop()], Evses = [EvseOptions.Ac22, EvseOptions.Ac22] });
        _stations.Add(faulted);
        await faulted.ConnectAndBootAsync(_deadline);
        await faulted.PlugInAsync(1, new VirtualVehicle());
        await faulted.TapAsync(1, new IdToken(Token));
        await SessionAsync(Faulted, session => session.IsActive);
        await faulted.UnplugAsync(1);
        await faulted.FaultAsync(1);

        _names["running"] = (await SessionAsync(Charging, session => session.IsActive)).Id.Display;
        _names["review"] = (await SessionAsync(Faulted, session => session.State == SessionState.Review)).Id.Display;
        var desk = Services.GetRequiredService<IncidentDesk>();
        var incident = await Eventually.GetAsync(() => Task.FromResult(desk.Open.FirstOrDefault(one => one.Subject.StationId == Faulted)), "the fault is an incident");
        _names["incident"] = incident.Id.ToString(CultureInfo.InvariantCulture);
        var bulk = await Services.GetRequiredService<BulkCommands>().BeginAsync(
            new BulkOrder("ClearCache", "{}", "Ann Example", "new tariff", new BulkPace(0, false, 5, TimeSpan.Zero, null, TimeSpan.FromHours(1)),
                [new(StationId.Parse(Faulted), Site), new(StationId.Parse(Absent), Site), new(StationId.Parse(Waiting), Site, BulkLeftOut.NotAccepted)]), CancellationToken.None);
        _names["bulk"] = bulk.Id.ToString();
        using var firmware = new MemoryStream(new byte[4000]);
        var (image, _) = await Services.GetRequiredService<FirmwareLibrary>().AddAsync(new ImageCheck("pages-9.0.0.bin", "9.0.0", null, null, null, null), firmware, "Ann Example", CancellationToken.None);
        var campaign = await Services.GetRequiredService<FirmwareCampaigns>().BeginAsync(
            new FirmwareCampaign { RunId = Guid.Empty, Name = "Winter", ImageId = image!.Id, ImageName = image.Name, Version = image.Version, Signed = false, WaitsForAway = true, Patience = TimeSpan.FromHours(1), EndsAt = DateTimeOffset.UtcNow.AddDays(7) },
            image, new BulkPace(0, false, 5, TimeSpan.Zero, null, null), [new(StationId.Parse(Absent), Site), new(StationId.Parse(Waiting), Site, BulkLeftOut.NotAccepted)], "Ann Example", null, CancellationToken.None);
        _names["campaign"] = campaign.Id.ToString();
        var field = Services.GetRequiredService<FieldDesk>();
        var (job, _) = await field.OpenAsync("Commissioning, car park 2", [new(StationId.Parse(Faulted), Site), new(StationId.Parse(Absent), Site)], DateTimeOffset.UtcNow.AddDays(1), "Ann Example", CancellationToken.None);
        await field.AddNoteAsync(Guid.NewGuid(), StationId.Parse(Faulted), job.Id, "The plate is missing.", "Kim", CancellationToken.None);
        _names["job"] = job.Id.ToString();
        var payments = Services.GetRequiredService<SettlementBook>();
        await ((IStationDesk)payments).AnswerAsync(
            Services.GetRequiredService<StationDirectory>().Find(StationId.Parse(Charging))!,
            new SettlementReported("PSP-PAGES", "Failed", 12.5m, DateTimeOffset.UtcNow) { Company = new CompanyAddress("Muster GmbH", "Weg 1", null, "Kiel", "24103", "DE"), VatNumber = "DE136695976" }, CancellationToken.None);
        _names["payment"] = (await payments.ListAsync(new SettlementQuery(), CancellationToken.None))[0].Id.ToString(CultureInfo.InvariantCulture);
    }

    /// <inheritdoc />
    public override async Task DisposeAsync()
    {
        foreach (var station in _stations) await station.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <inheritdoc />
    protected override void Configure(IDictionary<string, string?> settings)
    {
        settings["Csms:Incidents:ScanSeconds"] = "1";
        settings["Csms:Incidents:FaultSeconds"] = "0";
    }

    /// <inheritdoc />
    protected override void Opening(IBrowserContext context)
    {
        context.Console += (_, message) =>
        {
            if (message.Type == "error") _complaints.Enqueue(message.Text);
        };
        context.WebError += (_, error) => _complaints.Enqueue(error.Error);
        context.Request += (_, request) =>
        {
            if (new Uri(request.Url) is { Scheme: not ("data" or "blob") } to && to.Authority != Address.Authority) _complaints.Enqueue($"asked {request.Url}");
        };
    }

    private async Task<IPage> KeptAsync(Task<IPage> opening)
    {
        var page = await opening;
        Keep(page);
        return page;
    }

    private Task EnterAsync(string id) => Services.GetRequiredService<StationDirectory>().PutAsync(
        StationId.Parse(id), profile => profile with { SiteId = Site, Registration = id == Waiting ? RegistrationStatus.Pending : profile.Registration }, CancellationToken.None);

    private Task<Session> SessionAsync(string station, Func<Session, bool> which)
    {
        var store = Services.GetRequiredService<SessionStore>();
        return Eventually.GetAsync(async () => (await store.ListAsync(new SessionQuery { StationId = station }, CancellationToken.None)).FirstOrDefault(which), $"the session of {station}");
    }

    private StationOptions Charger(string id) => new()
    {
        Id = id, Url = new UriBuilder(Address) { Scheme = "ws", Path = "/ocpp" }.Uri, Version = OcppVersion.V201, MeterInterval = TimeSpan.FromSeconds(2),
        ReconnectMinimum = TimeSpan.FromMilliseconds(100), ReconnectMaximum = TimeSpan.FromSeconds(1),
    };
}
