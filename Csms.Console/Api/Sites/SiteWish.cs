using Csms.Console.Api.Http;
using Csms.Engine.Energy;
using Csms.Engine.Events.Charging;
using Csms.Engine.Tariffs.OnStation;

namespace Csms.Console.Api.Sites;

/// <summary>What a PUT asks of a site, read and checked.</summary>
internal sealed class SiteWish
{
    private const long MostW = 1_000_000_000_000;

    private readonly string _id;
    private readonly Named<string> _name;
    private readonly Named<string> _timeZone;
    private readonly Named<double?> _latitude;
    private readonly Named<double?> _longitude;
    private readonly Named<string> _address;
    private readonly Named<long?> _gridLimitW;
    private readonly Named<IReadOnlyList<string>> _energyTransfers;
    private readonly Named<bool> _plansForCars;
    private readonly Named<string> _tariffId;

    public SiteWish(string id, JsonBody json)
    {
        var body = new BodyReader(json);
        _id = id;
        _name = body.Text("name", 100, nullable: false);
        _timeZone = body.Text("timeZone", 64, nullable: false);
        _latitude = body.Number("latitude", -90, 90);
        _longitude = body.Number("longitude", -180, 180);
        _address = body.Text("address", 300, least: 0);
        _gridLimitW = body.Long("gridLimitW", 0, MostW);
        _energyTransfers = body.Words("energyTransfers", EnergyTransfers.Known);
        _tariffId = body.Text("tariffId", TariffCheck.LongestId);
        _plansForCars = body.Flag("plansForCars");
        if (_timeZone.Value is { } zone && !IsIana(zone)) body.Fault("timeZone", "This is not an IANA time zone, such as Europe/Berlin.");
        if (!PathWords.IsIdentity(id)) body.Fault("id", "1 to 64 letters, digits and * - _ = + | @ . are needed.");
        Faults = body.Faults;
    }

    public IDictionary<string, string[]> Faults { get; }

    public Site Onto(Site? before)
    {
        var old = before ?? new Site { Id = _id, Name = _id };
        return old with
        {
            Name = _name.Or(old.Name)!,
            TimeZone = _timeZone.Or(old.TimeZone)!,
            Latitude = _latitude.Or(old.Latitude),
            Longitude = _longitude.Or(old.Longitude),
            Address = _address.Or(old.Address) is { Length: > 0 } address ? address : null,
            GridLimitW = _gridLimitW.Or(old.GridLimitW),
            EnergyTransfers = _energyTransfers.Is ? EnergyTransfers.Of(_energyTransfers.Value) : old.EnergyTransfers,
            TariffId = _tariffId.Or(old.TariffId),
            PlansForCars = _plansForCars.Or(old.PlansForCars),
        };
    }

    private static bool IsIana(string zone) => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) && (found.HasIanaId || found.Id == "UTC");
}
