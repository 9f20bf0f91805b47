using System.Collections.Immutable;
using System.Globalization;
using Csms.Engine.Events;
using Csms.Engine.Prices;
using Csms.Engine.Sessions;
using Csms.Engine.Tariffs;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Sessions;

/// <summary>What sessions cost, played over a real socket: across restarts, late ends and corrections.</summary>
public sealed class SessionPriceTests(EngineHost host) : SessionTest(host)
{
    /// <summary>Two kWh cheap, the rest dear, standing about costs.</summary>
    private const string Steps = """ "currency":"EUR","energy":{"prices":[{"priceKwh":0.2,"conditions":{"maxEnergy":2000}},{"priceKwh":0.6}]},"idleTime":{"prices":[{"priceMinute":0.1}]} """;

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Restart_InTheMiddle_CostsTheSame(string version)
    {
        var id = await PricedAsync(Steps);
        var transaction = Transaction(version);
        await using (var station = await BootAsync(version, id))
        {
            await StartAsync(station, transaction, T0, 1000);
            for (var step = 1; step <= 40; step++) await station.CallAsync(transaction.Sample(T0.AddSeconds(step * 5), 1000 + (step * 40)));
            await station.CallAsync(transaction.Status(T0.AddSeconds(205), "SuspendedEV"));
            await station.CallAsync(transaction.Sample(T0.AddSeconds(210), 2650));
        }

        var before = Assert.Single(Host.State(id).Sessions.Sessions);
        await Host.RestartAsync();
        var after = Assert.Single(Host.State(id).Sessions.Sessions);
        Assert.Equal(before.Cost!.Lines.AsEnumerable(), after.Cost!.Lines);

        await using var again = await ScriptedStation.ConnectAsync(Host, id, version);
        await again.CallAsync(transaction.Ended(T0.AddSeconds(360), 4000));
        var ended = await Host.OnlyAsync(id);
        var parked = version == "ocpp1.6" ? 155 / 60m * 0.1m : 0; // 2.x tells it in the transaction only
        Assert.Equal(Math.Round((2 * 0.2m) + (1 * 0.6m) + parked, 2, MidpointRounding.AwayFromZero), ended.Cost!.InclTax);
        Assert.Equal(
            string.Create(CultureInfo.InvariantCulture, $"{id} 1 EUR {ended.Cost.InclTax}"),
            await Host.Database.ScalarAsync<string>("SELECT concat_ws(' ', tariff_id, tariff_version, currency, cost_incl_tax) FROM csms.sessions WHERE id = $1", ended.Id.Value));

        await Host.RestartAsync();
        Assert.Equal(ended.Cost.Lines.AsEnumerable(), (await Host.OnlyAsync(id)).Cost!.Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Price_OfADriverWhoComesAfterTheCar_CountsFromThen(bool ownTariff)
    {
        var id = await PricedAsync(Steps);
        var own = EngineHost.NewStation();
        await TariffAsync(own, """ "currency":"EUR","fixedFee":{"prices":[{"priceFixed":2}]} """);
        var token = await TokenAsync(AuthorizationStatus.Accepted, ownTariff ? own : null);
        var transaction = Transaction("ocpp2.0.1", token: token);
        await using var station = await BootAsync("ocpp2.0.1", id);
        var plugged = transaction.Started(T0, 1000).With(payload =>
        {
            payload.Remove("idToken");
            payload["triggerReason"] = "CablePluggedIn";
            payload["transactionInfo"]!["chargingState"] = "EVConnected";
        });
        await station.CallAsync(plugged);
        Assert.Equal(id, Assert.Single(Host.State(id).Sessions.Sessions).Price!.Tariff.Id); // whoever it is pays the place's
        await station.CallAsync(transaction.Event("Updated", "Authorized", T0.AddMinutes(3), 1000, change: payload => payload["idToken"] = new System.Text.Json.Nodes.JsonObject { ["idToken"] = token, ["type"] = "ISO14443" }));
        await station.CallAsync(transaction.Ended(T0.AddMinutes(9), 9000));
        var session = await Host.OnlyAsync(id);
        var place = (2 * 0.2m) + (6 * 0.6m) + (6 * 0.1m); // of the nine minutes connected three were before he came
        Assert.Equal(ownTariff ? (own, 2m) : (id, place), (session.Price!.Tariff.Id, session.Cost!.InclTax));
    }

    [Fact]
    public async Task End_ThatReplacesOurOwn_AndACorrection_ArePricedAgain()
    {
        var id = await PricedAsync(""" "currency":"EUR","energy":{"prices":[{"priceKwh":1}]},"chargingTime":{"prices":[{"priceMinute":0.1}]} """);
        var (first, second) = (Transaction("ocpp1.6"), Transaction("ocpp1.6"));
        await using var station = await BootAsync("ocpp1.6", id);
        await StartAsync(station, first, T0, 1000);
        await station.CallAsync(first.Sample(T0.AddMinutes(2), 3000));
        await StartAsync(station, second, T0.AddMinutes(6), 5000); // closes the first without its end
        var closed = Host.State(id).Sessions.Sessions[0];
        Assert.Equal((false, 2.6m), (closed.IsActive, closed.Cost!.InclTax)); // until the next began

        await station.CallAsync(first.Ended(T0.AddMinutes(5), 5000));
        var ended = Host.State(id).Sessions.Sessions[0];
        Assert.Equal((4000L, 4.5m), (ended.EnergyWh!.Value, ended.Cost!.InclTax)); // the true end is a minute earlier

        await Host.Directory.ReviewSessionAsync(ended.Id, new SessionDecision.Flag(), "test", "The meter was changed.", CancellationToken.None);
        var corrected = await Host.Directory.ReviewSessionAsync(ended.Id, new SessionDecision.Correct(2500), "test", "The meter was changed.", CancellationToken.None);
        Assert.Equal((2500L, 3m), (corrected!.EnergyWh!.Value, corrected.Cost!.InclTax));
        Assert.Equal(3m, await Host.Database.ScalarAsync<decimal>("SELECT cost_incl_tax FROM csms.sessions WHERE id = $1", ended.Id.Value));
    }

    [Fact]
    public async Task Status_OfTheNextCar_BeforeTheQueuedEnd_CostsNothing()
    {
        var id = await PricedAsync(""" "currency":"EUR","energy":{"prices":[{"priceKwh":1}]},"idleTime":{"prices":[{"priceMinute":0.1}]} """);
        var transaction = Transaction("ocpp1.6");
        await using var station = await BootAsync("ocpp1.6", id);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Sample(T0.AddMinutes(1), 3000));
        await station.CallAsync(transaction.Status(T0.AddMinutes(1), "SuspendedEV"));
        await station.CallAsync(transaction.Status(T0.AddMinutes(8), "Charging")); // the next car's: its own start waits in the queue behind the end
        await station.CallAsync(transaction.Ended(T0.AddMinutes(3), 3000));
        Assert.Equal(2.2m, (await Host.OnlyAsync(id)).Cost!.InclTax);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Start_ThatIsRefused_CostsNothing(string version)
    {
        var id = await PricedAsync(""" "currency":"EUR","fixedFee":{"prices":[{"priceFixed":2}]},"chargingTime":{"prices":[{"priceMinute":1}]},"minCost":{"exclTax":5} """);
        var token = await TokenAsync(AuthorizationStatus.Blocked);
        var transaction = Transaction(version, token: token);
        await using var station = await BootAsync(version, id);
        await StartAsync(station, transaction, T0, 1000);
        await station.CallAsync(transaction.Ended(T0.AddMinutes(1), 1000, "DeAuthorized"));
        Assert.Equal(0, (await Host.OnlyAsync(id)).Cost!.InclTax);
    }

    [Fact]
    public async Task Tariff_ThatComesLater_PricesNoSessionThatHasBegun()
    {
        var id = EngineHost.NewStation();
        var (running, over) = (Transaction("ocpp2.0.1"), Transaction("ocpp2.0.1"));
        await using var station = await BootAsync("ocpp2.0.1", id);
        await StartAsync(station, over, T0, 1000);
        await station.CallAsync(over.Ended(T0.AddMinutes(2), 2000));
        await StartAsync(station, running, T0.AddMinutes(3), 2000);
        await TariffAsync(id, Steps);
        await Host.Directory.PutAsync(StationId.Parse(id), profile => profile with { TariffId = id }, CancellationToken.None);

        Assert.DoesNotContain("totalCost", (await station.CallAsync(running.Sample(T0.AddMinutes(4), 3000))).ToJsonString(), StringComparison.Ordinal);
        await station.CallAsync(over.Ended(T0.AddMinutes(1), 1500, "PowerLoss")); // another end of a session that is over
        await station.CallAsync(running.Ended(T0.AddMinutes(5), 4000));
        Assert.All(Host.State(id).Sessions.Sessions, session => Assert.Null(session.Price));
    }

    [Fact]
    public async Task Session_ToldLate_HasThePricesOfItsBegin()
    {
        var id = await PricedAsync(""" "currency":"EUR","energy":{"prices":[{"priceKwh":1}]} """);
        var before = T0;
        await TariffAsync(id, """ "currency":"EUR","energy":{"prices":[{"priceKwh":2}]} """);
        await using var station = await BootAsync("ocpp2.0.1", id);
        var late = Transaction("ocpp2.0.1");
        await StartAsync(station, late, before, 1000);
        await station.CallAsync(late.Ended(before.AddMinutes(2), 3000));
        var now = Transaction("ocpp2.0.1");
        await StartAsync(station, now, DateTimeOffset.UtcNow, 3000);
        Assert.Equal([1, 2], Host.State(id).Sessions.Sessions.Select(session => session.Price!.Tariff.Version));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task PrepaidCard_ShownAfterTheCarIsPluggedIn_LimitsTheCharge(bool ownTariff)
    {
        var id = await PricedAsync(""" "currency":"EUR","energy":{"prices":[{"priceKwh":1}]} """);
        var own = EngineHost.NewStation();
        await TariffAsync(own, """ "currency":"EUR","energy":{"prices":[{"priceKwh":2}]} """);
        var token = await TokenAsync(AuthorizationStatus.Accepted, ownTariff ? own : null);
        Assert.NotNull(await Host.Services.GetRequiredService<CreditBook>().AddAsync(token, 5, "EUR", "test", null, CancellationToken.None));
        var transaction = Transaction("ocpp2.1", token: token);
        await using var station = await BootAsync("ocpp2.1", id);
        await station.CallAsync(transaction.Started(T0, 1000).With(payload =>
        {
            payload.Remove("idToken");
            payload["triggerReason"] = "CablePluggedIn";
        }));
        var shown = await station.CallAsync(transaction.Event("Updated", "Authorized", T0.AddMinutes(1), 1000, change: payload => payload["idToken"] = new System.Text.Json.Nodes.JsonObject { ["idToken"] = token, ["type"] = "ISO14443" }));
        Assert.Equal(5, (decimal)shown["transactionLimit"]!["maxCost"]!);
        var spent = await station.CallAsync(transaction.Sample(T0.AddMinutes(5), 6000));
        Assert.Equal("NoCredit", (string?)spent["idTokenInfo"]!["status"]);
    }

    [Fact]
    public void Price_WhoseTariffIsNotFound_IsKeptAsItIs()
    {
        var terms = new PriceTerms(TariffReader.Read($$"""{"tariffId":"GONE",{{Steps}} }""", 3), TimeZoneInfo.Utc);
        var session = new Session { Id = new SessionId(1), StationId = StationId.Parse("X"), TransactionId = "1", StartedAt = T0, ReceivedAt = T0, LastHeardAt = T0, Price = SessionPrice.Begin(terms, T0, true, 0).Read(T0.AddMinutes(5), 3000, null, null) };
        var stored = SessionDetail.Of(session);
        var unread = stored.Onto(session with { Price = null }, null);
        Assert.Null(unread.Price);
        Assert.Same(stored.Price, SessionDetail.Of(unread).Price);
    }

    private async Task<string> TokenAsync(AuthorizationStatus status, string? tariff = null)
    {
        var token = "T" + Guid.NewGuid().ToString("N")[..10];
        await Host.Tokens.PutAsync(new() { IdToken = token, Status = status, TariffId = tariff }, CancellationToken.None);
        return token;
    }

    /// <summary>A station with a tariff of its own name.</summary>
    private async Task<string> PricedAsync(string tariff)
    {
        var id = EngineHost.NewStation();
        await TariffAsync(id, tariff);
        await Host.Directory.PutAsync(StationId.Parse(id), profile => profile with { TariffId = id, Registration = RegistrationStatus.Accepted }, CancellationToken.None);
        return id;
    }

    private async Task TariffAsync(string id, string tariff)
    {
        var wish = new TariffWish(id, null, [], false, $$"""{"tariffId":"{{id}}",{{tariff}} }""");
        Assert.Null((await Host.Services.GetRequiredService<TariffDirectory>().PutAsync(id, _ => wish, null, "test", CancellationToken.None)).Refusal);
    }
}
