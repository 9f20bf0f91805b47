using System.Globalization;
using Csms.Simulator.Station;

namespace Csms.Simulator.Demo;

/// <summary>Sites, stations and tokens of the demo: the same for the same number of stations.</summary>
public static class DemoPlan
{
    private static readonly (string Code, string Name, string Street, string Postal, string City, double Lat, double Lon, DemoModel[] Models)[] _sites =
    [
        ("HBN", "Hauptbahnhof Nord", "Nelson-Mandela-Platz 4", "90459", "Nürnberg", 49.4438, 11.0836, [DemoModel.Duo, DemoModel.Quad, DemoModel.Dc180]),
        ("MSW", "Messe West P3", "Am Messesee 3", "81829", "München", 48.1361, 11.6893, [DemoModel.Quad, DemoModel.Duo, DemoModel.Quad, DemoModel.Hpc400]),
        ("RLS", "Rasthof Lechwiesen Süd", "A 96, Ausfahrt Rasthof", "86899", "Landsberg am Lech", 48.0611, 10.8347, [DemoModel.Hpc400, DemoModel.Dc180, DemoModel.Hpc400]),
        ("DSO", "Depot Stadtwerke Ost", "Hof 7", "86153", "Augsburg", 48.3719, 10.9213, [DemoModel.Depot60]),
        ("UBC", "Ulm Blautal-Center", "Blaubeurer Straße 95", "89077", "Ulm", 48.4028, 9.9614, [DemoModel.Dc180, DemoModel.Duo, DemoModel.Hpc400, DemoModel.Duo]),
    ];

    /// <summary>The demo drivers' tokens.</summary>
    public static IReadOnlyList<DemoToken> Tokens { get; } =
    [
        new("04A1B2C3D4E501", "ISO14443", "Anna Berger"),
        new("04A1B2C3D4E502", "ISO14443", "Mehmet Yıldız"),
        new("04A1B2C3D4E503", "ISO14443", "Sofia Lindqvist"),
        new("04A1B2C3D4E504", "ISO14443", "Jonas Huber"),
        new("04A1B2C3D4E505", "ISO14443", "Claire Dubois"),
        new("04A1B2C3D4E506", "ISO14443", "Piotr Nowak"),
        new("04A1B2C3D4E507", "ISO14443", "Lena Vogt"),
        new("04A1B2C3D4E508", "ISO14443", "Marco Rossi"),
        new("04F1EE70000001", "ISO14443", "Stadtwerke bus 11", "SWO-FLEET"),
        new("04F1EE70000002", "ISO14443", "Stadtwerke bus 12", "SWO-FLEET"),
        new("04F1EE70000003", "ISO14443", "Stadtwerke van 31", "SWO-FLEET"),
        new("04F1EE70000004", "ISO14443", "Stadtwerke van 32", "SWO-FLEET"),
        new("DEMO-APP-1001", "Central", "App customer 1001"),
        new("DEMO-APP-1002", "Central", "App customer 1002"),
        new("04DEADBEEF0099", "ISO14443", "Lost card", Status: "Blocked"),
    ];

    /// <summary>The one station that swaps batteries and streams its power: the next of OCPP 2.1 beside <see cref="WithTerminal"/>, where there is one.</summary>
    public static DemoStation? WithRack(IReadOnlyList<DemoSite> sites) =>
        sites.SelectMany(site => site.Stations).FirstOrDefault(station => station.Model.Version == OcppVersion.V21 && station != WithTerminal(sites)) ?? WithTerminal(sites);

    /// <summary>The one station whose drivers often pay at its terminal; null where none speaks OCPP 2.1.</summary>
    public static DemoStation? WithTerminal(IReadOnlyList<DemoSite> sites) => sites.SelectMany(site => site.Stations).FirstOrDefault(station => station.Model.Version == OcppVersion.V21);

    /// <summary>Spreads a number of stations over the sites.</summary>
    public static IReadOnlyList<DemoSite> Sites(int stations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(stations);
        var digits = stations / _sites.Length >= 99 ? "000" : "00";
        return [.. _sites.Select((site, index) =>
        {
            var count = stations / _sites.Length + (index < stations % _sites.Length ? 1 : 0);
            var own = Enumerable.Range(1, count).Select(n =>
            {
                var number = n.ToString(digits, CultureInfo.InvariantCulture);
                return new DemoStation($"{site.Code}-{number}", $"{site.Name} {number}", site.Code, site.Models[(n - 1) % site.Models.Length]);
            });
            return new DemoSite(site.Code, site.Name, site.Street, site.Postal, site.City, site.Lat, site.Lon, [.. own]);
        })];
    }
}
