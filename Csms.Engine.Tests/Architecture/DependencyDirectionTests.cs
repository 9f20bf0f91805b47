namespace Csms.Engine.Tests.Architecture;

/// <summary>Which room of the engine may know which: docs/architecture.md, "The rooms".</summary>
public sealed class DependencyDirectionTests
{
    private const string Root = "Csms.Engine";

    /// <summary>Arrows point down this list only.</summary>
    private static readonly string[] Rooms =
    [
        "LiveView",
        "Incidents", // watches every other room: docs/adr/0007
        "Roaming",
        "Payments",
        "Billing",
        "Tariffs",
        "Firmware", // asks sites for their hours
        "Energy",
        "FieldWork", // tests stations through their commands
        "PlugAndCharge", // reads the certificates of cars as Certificates does
        "Certificates", "Reservations", "LocalLists", "Displays", "Swaps", "Monitoring", "Streams", "Customers", "Insights",
        "Stations", // the actor holds the sessions and asks the tokens: docs/adr/0003
        "Sessions",
        "Tokens",
        "Metering",
        "Cluster",
        "Storage",
        "Gateway",
        "Ocpp",
        "Prices", // what use costs by a tariff, pure: sessions hold it (docs/adr/0009)
        "Events",
        "Units",
    ];

    /// <summary>Things of the outside (by the beginning of their name) and the only rooms that may touch them.</summary>
    private static readonly (string Outside, string[] Rooms, string Why)[] OnlyIn =
    [
        ("System.Net.WebSockets.", ["Gateway"], "sockets end at the gateway"),
        ("Microsoft.AspNetCore.", ["Gateway", "LiveView", "Roaming", "Payments", "Storage", ""], "the domain knows no web server"),
        ("Npgsql.", ["Storage", "Sessions", "Tokens", "Metering", "Stations", "Cluster", "Reservations", "LocalLists", "Displays", "Swaps", "Monitoring", "Streams", "Customers", "Certificates", "Firmware", "Insights", "FieldWork", "Incidents", "Energy", "Tariffs", "Billing", "Payments", "Roaming", "LiveView", ""], "the wire and the vocabulary are pure"),
        ("System.DateTime::get_UtcNow", [], "time comes from the TimeProvider"),
        ("System.DateTime::get_Now", [], "time comes from the TimeProvider"),
        ("System.DateTimeOffset::get_UtcNow", [], "time comes from the TimeProvider"),
        ("System.DateTimeOffset::get_Now", [], "time comes from the TimeProvider"),
    ];

    private static readonly Lazy<HashSet<(string From, string To)>> Uses = new(() =>
    {
        using var compiled = new CompiledUses(typeof(EngineSetup).Assembly.Location);
        return compiled.Read();
    });

    [Fact]
    public void Rooms_Arrows_PointDownOnly()
    {
        var wrong = from use in Uses.Value
                    let source = RoomOf(use.From)
                    let target = RoomOf(use.To)
                    where source is { Length: > 0 } && target is not null && source != target
                    where target.Length == 0 || Array.IndexOf(Rooms, target) <= Array.IndexOf(Rooms, source)
                    orderby use.From, use.To
                    select $"{use.From} uses {use.To}: {source} may not know {(target.Length == 0 ? "the composition" : target)}";

        Assert.Empty(wrong.Distinct());
    }

    [Fact]
    public void Rooms_EveryNamespace_IsOnTheList()
    {
        var unknown = Uses.Value.Select(x => RoomOf(x.From)).Where(x => x is { Length: > 0 } && !Rooms.Contains(x)).Distinct();

        Assert.Empty(unknown);
    }

    [Fact]
    public void Outside_Things_AreTouchedOnlyWhereTheyMay()
    {
        var wrong = from rule in OnlyIn
                    from use in Uses.Value
                    let source = RoomOf(use.From)
                    where source is not null && use.To.StartsWith(rule.Outside, StringComparison.Ordinal) && !rule.Rooms.Contains(source)
                    orderby use.From, use.To
                    select $"{use.From} uses {use.To}: {rule.Why}";

        Assert.Empty(wrong.Distinct());
    }

    /// <summary>The reader itself: what this engine is known to do must be seen, else the tests above would pass blindly.</summary>
    [Theory]
    [InlineData("Csms.Engine.Storage.FrameLog", "Csms.Engine.Gateway.IFrameSink")]                       // an interface
    [InlineData("Csms.Engine.Storage.FrameLog", "Csms.Engine.Storage.FrameBatch")]                       // a type argument of the base
    [InlineData("Csms.Engine.Storage.SchemaMigrator", "System.Text.Json.JsonDocument", false)]
    [InlineData("Csms.Engine.Storage.CsmsDatabase", "System.Threading.PeriodicTimer")]                   // a local of an async method
    [InlineData("Csms.Engine.Storage.Migration", "System.Security.Cryptography.SHA256::HashData")]       // a call
    public void Read_KnownUse_IsSeen(string from, string to, bool expected = true) =>
        Assert.Equal(expected, Uses.Value.Contains((from, to)));

    /// <summary>The first name below the root; empty for the root itself; null for everything else.</summary>
    private static string? RoomOf(string name)
    {
        var type = name.Split("::")[0];
        if (!type.StartsWith(Root + ".", StringComparison.Ordinal)) return null;
        var rest = type[(Root.Length + 1)..];
        var dot = rest.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? "" : rest[..dot];
    }
}
