using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Reservations;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tariffs;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Csms.Engine.Tests.Conformance.Reservations;

/// <summary>Reservations over a real socket: made by the station's yes, ended by use, by its word, by time or by a person.</summary>
[Collection(EngineCollection.Name)]
public sealed class ReservationTests(EngineHost host)
{
    private static int _ids = 1000;

    private ReservationBook Book => host.Services.GetRequiredService<ReservationBook>();

    [Theory]
    [UseCase("H01", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task ReserveNow_ThatTheStationAccepts_IsKeptWithWhoseItIs(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var (command, sent, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), "Accepted");

        Assert.Equal("Accepted", command.Status);
        Assert.True(version == "ocpp1.6"
            ? sent is { } old && (int)old["connectorId"]! == 2 && (string?)old["idTag"] == EngineHost.Token && (string?)old["parentIdTag"] == "FLEET" && (int)old["reservationId"]! == id
            : (int)sent["evseId"]! == 2 && (string?)sent["idToken"]!["idToken"] == EngineHost.Token && (string?)sent["groupIdToken"]!["idToken"] == "FLEET" && (int)sent["id"]! == id, sent.ToJsonString());
        var kept = Assert.Single(Book.ActiveOf(Id(station)));
        Assert.Equal((id, 2, EngineHost.Token, "FLEET", ReservationState.Active), (kept.Id, kept.EvseId, kept.IdToken, kept.GroupId, kept.State));
        Assert.Equal(kept.Id, Book.ActiveOn(Id(station), 2)?.Id); // read again from the store meanwhile its times may have lost their last digit
    }

    [Theory]
    [UseCase("H01", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "Occupied")]
    [InlineData("ocpp1.6", "Faulted")]
    [InlineData("ocpp2.0.1", "Unavailable")]
    [InlineData("ocpp2.1", "Rejected")]
    public async Task ReserveNow_ThatTheStationRefuses_MakesNone(string version, string word)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var (command, _, _) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), word);

        Assert.Equal(word, command.Status);
        Assert.Empty(Book.ActiveOf(Id(station)));
    }

    [Theory]
    [UseCase("H02", "1.6", "2.0.1", "2.1")]
    [InlineData("ocpp1.6", "Accepted", ReservationState.Cancelled)]
    [InlineData("ocpp2.0.1", "Accepted", ReservationState.Cancelled)]
    [InlineData("ocpp2.1", "Accepted", ReservationState.Cancelled)]
    [InlineData("ocpp2.1", "Rejected", ReservationState.Removed)] // the station has none with this number
    public async Task CancelReservation_EndsIt(string version, string word, ReservationState end)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var (_, _, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), "Accepted");

        var cancel = GiveAsync(station, "CancelReservation", $$"""{"reservationId":{{id}}}""");
        var (asked, payload) = await station.ExpectCallAsync("CancelReservation");
        await station.AnswerAsync(asked, new JsonObject { ["status"] = word });

        Assert.Equal(word, (await cancel).Status);
        Assert.Equal(id, (int)payload["reservationId"]!);
        Assert.Equal(end, (await Book.FindAsync(id, CancellationToken.None))?.State);
        Assert.Empty(Book.ActiveOf(Id(station)));
    }

    [Theory]
    [UseCase("H03", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Transaction_ThatNamesIt_UsesIt(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var (_, _, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), "Accepted");
        var start = new TransactionScript(version, 2, EngineHost.Token).Started(DateTimeOffset.UtcNow, 100);
        start.Payload["reservationId"] = id;
        await station.CallAsync(start);

        var session = await host.OnlyAsync(station.Id);
        var used = await Book.FindAsync(id, CancellationToken.None);
        Assert.Equal((ReservationState.Used, session.Id.Value, id), (used!.State, used.SessionId, session.ReservationId));
        Assert.Null(Book.ActiveOn(Id(station), 2));
    }

    [Theory]
    [UseCase("H04", "2.0.1", "2.1")]
    [InlineData("ocpp2.0.1", "Expired", ReservationState.Expired)]
    [InlineData("ocpp2.0.1", "Removed", ReservationState.Removed)]
    [InlineData("ocpp2.1", "NoTransaction", ReservationState.Removed)]
    public async Task ReservationStatusUpdate_EndsIt(string version, string word, ReservationState end)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var (_, _, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), "Accepted");

        await station.CallAsync(new ScriptedMessage("ReservationStatusUpdate", new JsonObject { ["reservationId"] = id, ["reservationUpdateStatus"] = word }));

        Assert.Equal(end, (await Book.FindAsync(id, CancellationToken.None))?.State);
    }

    [Theory]
    [UseCase("H04", "1.6", "2.0.1", "2.1")]
    [MemberData(nameof(Versions))]
    public async Task Time_ThatPassesUnused_EndsItByOurClock_AndALateUseStillCounts(string version)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), version);
        var (_, _, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddMilliseconds(300), "Accepted");
        await Eventually.TrueAsync(() => Book.ActiveOf(Id(station)).Count == 0, "the reservation ends by itself");
        Assert.Equal(ReservationState.Expired, (await Book.FindAsync(id, CancellationToken.None))?.State);

        var start = new TransactionScript(version, 2, EngineHost.Token).Started(DateTimeOffset.UtcNow, 100);
        start.Payload["reservationId"] = id;
        await station.CallAsync(start);

        Assert.Equal(ReservationState.Used, (await Book.FindAsync(id, CancellationToken.None))?.State);
    }

    [Fact]
    public async Task SameNumber_AcceptedAgain_TakesItsPlace()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var until = DateTimeOffset.UtcNow.AddHours(3);
        var (_, _, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), "Accepted");
        await ReserveAsync(station, until, "Accepted", id);

        Assert.Equal(until, Assert.Single(Book.ActiveOf(Id(station))).ExpiresAt, TimeSpan.FromSeconds(1));
    }

    /// <summary>Use counts, whichever of two nodes writes first: neither has heard of the other's word yet.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task UseOnOneNode_AndExpiryOnAnother_InTheSameInstant_IsAUse(bool usedFirst)
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var id = Interlocked.Increment(ref _ids);
        var before = host.State(station.Id);
        var start = new TransactionScript("ocpp2.0.1", 2, EngineHost.Token).Started(DateTimeOffset.UtcNow, 100);
        start.Payload["reservationId"] = id;
        await station.CallAsync(start);
        var after = host.State(station.Id);
        var session = await host.OnlyAsync(station.Id);
        var store = new ReservationStore(host.Services.GetRequiredService<NpgsqlDataSource>());
        var made = new Reservation { Id = id, Station = Id(station), EvseId = 2, IdToken = EngineHost.Token, IdTokenType = "Central", CreatedAt = DateTimeOffset.UtcNow, ExpiresAt = DateTimeOffset.UtcNow.AddHours(1), Actor = "test" };
        await store.SaveAsync(after.Key, made, CancellationToken.None);
        using var uses = await NodeAsync(store);
        using var expires = await NodeAsync(store);

        if (usedFirst) await UseAsync();
        await ((IStationDesk)expires).AnswerAsync(after, new ReservationStatusReported(id, "Expired"), CancellationToken.None);
        if (!usedFirst) await UseAsync();

        Assert.Equal((ReservationState.Used, session.Id.Value), ((await expires.FindAsync(id, CancellationToken.None))!.State, (await store.FindAsync(id, CancellationToken.None))!.Reservation.SessionId));
        Assert.Empty(uses.ActiveOf(Id(station)));
        Assert.Empty(expires.ActiveOf(Id(station)));

        async Task UseAsync()
        {
            ((IStationObserver)uses).Changed(before, after);
            Assert.Equal(ReservationState.Used, (await uses.FindAsync(id, CancellationToken.None))?.State);
        }
    }

    /// <summary>A number that is given anew is another reservation: what was decided on the one before does not end it.</summary>
    [Fact]
    public async Task ExpiryOnOneNode_OfANumberThatIsGivenAnewOnAnother_LeavesTheNewOneInForce()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.0.1");
        var (_, _, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), "Accepted");
        using var other = await NodeAsync(new ReservationStore(host.Services.GetRequiredService<NpgsqlDataSource>()));
        await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(3), "Accepted", id);

        await ((IStationDesk)other).AnswerAsync(host.State(station.Id), new ReservationStatusReported(id, "Expired"), CancellationToken.None);

        Assert.Equal(ReservationState.Active, (await Book.FindAsync(id, CancellationToken.None))?.State);
    }

    public static TheoryData<string> Versions { get; } = ["ocpp1.6", "ocpp2.0.1", "ocpp2.1"];

    [Fact]
    public async Task Reservation_ThatAChargeUses_TellsThePriceHowLongThePlaceWasKept()
    {
        await using var station = await ScriptedStation.BootAsync(host, EngineHost.NewStation(), "ocpp2.1");
        var tariff = $"KEPT-{station.Id}";
        var body = $$$"""{"tariffId":"{{{tariff}}}","currency":"EUR","energy":{"prices":[{"priceKwh":0.30}]},"reservationTime":{"prices":[{"priceMinute":0.05}]}}""";
        Assert.Null((await host.Services.GetRequiredService<TariffDirectory>().PutAsync(tariff, _ => new TariffWish(tariff, null, [], false, body), null, "test", CancellationToken.None)).Refusal);
        await host.Directory.PutAsync(Id(station), profile => profile with { TariffId = tariff }, CancellationToken.None);
        var (_, _, id) = await ReserveAsync(station, DateTimeOffset.UtcNow.AddHours(1), "Accepted");
        var kept = Assert.Single(Book.ActiveOf(Id(station)));

        Assert.Equal(TimeSpan.FromMinutes(20), Reserved(id, kept.CreatedAt.AddMinutes(20)));
        Assert.Equal(kept.ExpiresAt - kept.CreatedAt, Reserved(id, kept.ExpiresAt.AddMinutes(5))); // nobody kept it any longer
        Assert.Equal(TimeSpan.Zero, Reserved(id, kept.CreatedAt.AddMinutes(-5)));
        Assert.Null(Reserved(null, kept.CreatedAt.AddMinutes(20)));
        Assert.Null(Reserved(int.MaxValue, kept.CreatedAt.AddMinutes(20)));

        TimeSpan? Reserved(int? reservation, DateTimeOffset at) => host.Services.GetRequiredService<IPriceTerms>().TermsOf(host.State(Id(station).Value), 2, null, null, at, reservation)!.Terms.Reserved;
    }

    // A node that nobody tells what others write.
    private async Task<ReservationBook> NodeAsync(ReservationStore store)
    {
        var book = new ReservationBook(store, host.Services.GetRequiredService<StationRegistry>(), TimeProvider.System, NullLogger<ReservationBook>.Instance);
        await book.ReadAgainAsync(null, CancellationToken.None);
        return book;
    }

    private static StationId Id(ScriptedStation station) => StationId.Parse(station.Id);

    private async Task<(StationCommand Command, JsonObject Sent, int Id)> ReserveAsync(ScriptedStation station, DateTimeOffset until, string word, int? again = null)
    {
        var id = again ?? Interlocked.Increment(ref _ids);
        var command = GiveAsync(station, "ReserveNow",
            $$$"""{"id":{{{id}}},"evseId":2,"expiryDateTime":"{{{until.ToString("O", CultureInfo.InvariantCulture)}}}","idToken":{"idToken":"{{{EngineHost.Token}}}","type":"Central"},"groupIdToken":{"idToken":"FLEET","type":"Central"}}""");
        var (asked, sent) = await station.ExpectCallAsync("ReserveNow");
        await station.AnswerAsync(asked, new JsonObject { ["status"] = word });
        return (await command, sent, id);
    }

    private Task<StationCommand> GiveAsync(ScriptedStation station, string action, string body) => host.Commands.ExecuteAsync(
        new CommandRequest(Id(station), action, JsonElement.Parse(body), "test"), CancellationToken.None);
}
