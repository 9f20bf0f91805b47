using Csms.Console;

namespace Csms.Engine.Tests.Architecture;

/// <summary>Which room of the console may know which, and what of the outside: docs/architecture.md, "The rooms of the console".</summary>
public sealed class ConsoleRoomsTests
{
    private const string Root = "Csms.Console";

    /// <summary>A room and the rooms that it may know; the composition ("") knows all, nobody knows the composition.</summary>
    private static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Api"] = ["FieldWork", "Templates", "Notices", "Reviews", "Tariffs", "Tokens", "Vendors", "Commands", "Exports", "Lists", "Security"],
        ["Pages"] = ["Demo", "FieldWork", "Templates", "Notices", "Reviews", "Tariffs", "Tokens", "Vendors", "Commands", "Layout", "Exports", "Lists", "Controls", "Protocol", "Security", "Texts"],
        ["Demo"] = [],
        ["Layout"] = ["Commands", "Controls", "Security", "Texts"],
        ["Templates"] = ["Commands", "Security"],
        ["Tariffs"] = ["Security"],
        ["Tokens"] = ["Tariffs", "Commands", "Exports", "Security"],
        ["Vendors"] = ["Protocol", "Security", "Texts"],
        ["FieldWork"] = ["Security"],
        ["Notices"] = ["Security"],
        ["Reviews"] = ["Security"],
        ["Commands"] = ["Controls", "Protocol", "Security", "Texts"],
        ["Lists"] = ["Controls", "Security", "Texts"],
        ["Exports"] = ["Security", "Texts"],
        ["Controls"] = ["Texts"],
        ["Protocol"] = ["Texts"],
        ["Security"] = ["Texts"],
        ["Texts"] = [],
    };

    /// <summary>The few uses against the arrows, each with its reason.</summary>
    private static readonly (string From, string To, string Why)[] Known =
    [
        ("Csms.Console.Api.Health.HealthEndpoint", "Csms.Console.Pages.Health.", "one look at program and database, one judgement of it"),
        ("Csms.Console.Api.Overview.OverviewEndpoints", "Csms.Console.Pages.Overview.", "the figures of the page are those of the API"),
        ("Csms.Console.Commands.CommandLifeView", "Csms.Console.Pages.Messages.MessageAddress", "a command leads to the frame it was sent in"),
        ("Csms.Console.Pages.Settings.ConfigurationView", "Csms.Console.ConsoleApp", "shows what the program was started with"),
        ("Csms.Console.Security.FirstThings", "Csms.Console.Pages.Account.", "where somebody is kept until the first thing is done"),
        ("Csms.Console.Security.SecurityHeaders", "Csms.Console.Pages.Map.MapOptions", "the content security policy names the map's tile server"),
    ];

    /// <summary>Things of the outside (by the beginning of their name) that a room may not touch, but for those named.</summary>
    private static readonly (string Room, string Outside, string[] But, string Why)[] Closed =
    [
        ("Pages", "Npgsql.", ["Npgsql.NpgsqlException"], "a page asks the engine's stores, it speaks no SQL"),
        ("Pages", "Microsoft.EntityFrameworkCore.", [], "a page asks the stores of the accounts"),
        ("Api", "Npgsql.", [], "an endpoint asks the engine's stores, it speaks no SQL"),
        ("Api", "Microsoft.EntityFrameworkCore.", [], "an endpoint asks the stores of the accounts"),
        ("Api", "Microsoft.AspNetCore.Components.", [], "the API is no page"),
        ("Templates", "Npgsql.", [], "templates go through the engine's directory"),
        ("Vendors", "Npgsql.", [], "what vendors mean goes through the engine's directories"),
        ("Tariffs", "Npgsql.", [], "tariffs go through the engine's directory"),
        ("Tokens", "Npgsql.", [], "tokens go through the engine's store"),
        ("Tokens", "Microsoft.AspNetCore.", [], "what pages and the API share is neither"),
        ("Notices", "Npgsql.", [], "rules and channels go through the engine's directories"),
        ("Reviews", "Npgsql.", [], "decisions go through the engine's directory"),
        ("FieldWork", "Npgsql.", [], "jobs go through the engine's desk"),
        ("Commands", "Npgsql.", [], "commands go through the engine"),
        ("Layout", "Npgsql.", [], "the frame asks its sources"),
        ("Layout", "Csms.Engine.", ["Csms.Engine.Storage.CsmsDatabase"], "the frame knows no domain but whether the database is there; the rest comes from its sources"),
        ("Controls", "Npgsql.", [], "a control takes parameters and raises callbacks"),
        ("Controls", "Csms.Engine.", ["Csms.Engine.Units.", "Csms.Engine.Stations.StationState", "Csms.Engine.Stations.Evse", "Csms.Engine.Stations.LinkState", "Csms.Engine.Gateway.LinkEnd", "Csms.Engine.Events.Charging.EnergyTransfers"],
            "a control knows values of the domain, none of its services"),
        ("Protocol", "Csms.Engine.", ["Csms.Engine.Ocpp.Wire."], "it explains the field tables of the wire and knows nothing that works with them"),
        ("Texts", "Csms.Engine.", [], "texts are texts"),
    ];

    private static readonly Lazy<HashSet<(string From, string To)>> Uses = new(() =>
    {
        using var compiled = new CompiledUses(typeof(ConsoleApp).Assembly.Location);
        return compiled.Read();
    });

    [Fact]
    public void Rooms_Arrows_AreThoseOfTheList()
    {
        var wrong = from use in Uses.Value
                    let source = RoomOf(use.From)
                    let target = RoomOf(use.To)
                    where source is { Length: > 0 } && target is not null && source != target && !Rooms[source].Contains(target)
                    where !Known.Any(known => known.From == use.From && use.To.StartsWith(known.To, StringComparison.Ordinal))
                    orderby use.From, use.To
                    select $"{use.From} uses {use.To}: {source} may not know {(target.Length == 0 ? "the composition" : target)}";

        AssertNone(wrong);
    }

    [Fact]
    public void Known_EveryException_IsStillNeeded()
    {
        var done = Known.Where(known => !Uses.Value.Any(use => use.From == known.From && use.To.StartsWith(known.To, StringComparison.Ordinal)));

        AssertNone(done.Select(known => $"{known.From} uses {known.To} no more: take it off the list"));
    }

    [Fact]
    public void Rooms_EveryNamespace_IsOnTheList()
    {
        var unknown = Uses.Value.Select(use => RoomOf(use.From)).OfType<string>().Where(room => room.Length > 0 && !Rooms.ContainsKey(room));

        AssertNone(unknown);
    }

    [Fact]
    public void Outside_ClosedThings_AreNotTouched()
    {
        var wrong = from rule in Closed
                    from use in Uses.Value
                    where RoomOf(use.From) == rule.Room && use.To.StartsWith(rule.Outside, StringComparison.Ordinal)
                    where !rule.But.Any(but => use.To.StartsWith(but, StringComparison.Ordinal))
                    where !Known.Any(known => known.From == use.From && use.To.StartsWith(known.To, StringComparison.Ordinal))
                    orderby use.From, use.To
                    select $"{use.From} uses {use.To}: {rule.Why}";

        AssertNone(wrong);
    }

    /// <summary>What the console is known to do must be seen, else the tests above would pass blindly.</summary>
    [Theory]
    [InlineData("Csms.Console.Pages.Stations.StationLive", "Csms.Engine.Metering.PowerReader")]
    [InlineData("Csms.Console.Api.Stations.StationEndpoints", "Csms.Engine.Stations.StationDirectory")]
    public void Read_KnownUse_IsSeen(string from, string to) => Assert.Contains((from, to), Uses.Value);

    private static void AssertNone(IEnumerable<string> wrong)
    {
        var lines = wrong.Distinct().ToList();
        Assert.True(lines.Count == 0, string.Join(Environment.NewLine, lines));
    }

    private static string? RoomOf(string name)
    {
        var type = name.Split("::")[0];
        if (!type.StartsWith(Root + ".", StringComparison.Ordinal)) return null;
        var rest = type[(Root.Length + 1)..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : rest[..dot];
    }
}
