using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace Csms.Engine.Prices;

/// <summary>Reads a tariff out of 2.1's TariffType (OCPP 2.1 part 2, 2.1 Datatypes, TariffType). Whether it is one that can be entered was judged before; here a member is either read or named.</summary>
public static class TariffReader
{
    /// <summary>No price, tax or threshold is higher; so no sum of what a session costs can overflow.</summary>
    private const decimal Highest = 1_000_000_000_000;

    /// <summary>A version of a tariff from its body.</summary>
    /// <param name="body">TariffType as JSON.</param>
    /// <param name="version">1… of its identity.</param>
    /// <exception cref="FormatException">A member is missing or of another kind; the message names it.</exception>
    public static Tariff Read(string body, int version)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(body);
        }
        catch (JsonException wrong)
        {
            throw new FormatException("The tariff is not JSON.", wrong);
        }

        using (document)
        {
            var root = new Member(document.RootElement, "");
            return new Tariff
            {
                Id = root.Needed("tariffId").Text(),
                Version = version,
                Currency = root.Needed("currency").Text(),
                Body = body,
                ValidFrom = root.Of("validFrom")?.Instant(),
                Texts = root.Of("description")?.All(Text).OfType<PriceText>().ToImmutableArray() ?? [],
                Energy = Part(root.Of("energy"), "priceKwh"),
                ChargingTime = Part(root.Of("chargingTime"), "priceMinute"),
                IdleTime = Part(root.Of("idleTime"), "priceMinute"),
                FixedFee = Part(root.Of("fixedFee"), "priceFixed"),
                ReservationTime = Part(root.Of("reservationTime"), "priceMinute"),
                ReservationFixed = Part(root.Of("reservationFixed"), "priceFixed"),
                MinCost = Bound(root.Of("minCost")),
                MaxCost = Bound(root.Of("maxCost")),
            };
        }
    }

    /// <summary>Plain text only: what is HTML, an address or a QR code (MessageFormatEnumType) is not read by drivers as it stands.</summary>
    private static PriceText? Text(Member text) =>
        text.Of("format")?.Text() is null or "UTF8" or "ASCII" ? new PriceText(text.Of("language")?.Text(), text.Needed("content").Text()) : null;

    private static PricePart? Part(Member? part, string amount) => part is null ? null : new PricePart(
        part.Needed("prices").All(price => new ConditionalPrice(price.Needed(amount).Number(), Conditions(price.Of("conditions")))),
        Taxes(part));

    private static PriceBound? Bound(Member? bound) => bound is null ? null
        : bound.Of("exclTax") is null && bound.Of("inclTax") is null ? throw new FormatException($"{bound.Path}.exclTax or inclTax is missing.")
        : new PriceBound(bound.Of("exclTax")?.Number(), bound.Of("inclTax")?.Number(), Taxes(bound));

    private static ImmutableArray<TaxRate> Taxes(Member holder) =>
        holder.Of("taxRates")?.All(rate => new TaxRate(rate.Needed("type").Text(), rate.Needed("tax").Number(), rate.Of("stack")?.Whole() ?? 0)) ?? [];

    private static PriceConditions Conditions(Member? given) => given is null ? PriceConditions.None : new PriceConditions
    {
        StartTimeOfDay = given.Of("startTimeOfDay")?.TimeOfDay(),
        EndTimeOfDay = given.Of("endTimeOfDay")?.TimeOfDay(),
        Days = given.Of("dayOfWeek")?.All(day => day.Word<DayOfWeek>()) ?? [],
        ValidFrom = given.Of("validFromDate")?.Date(),
        ValidTo = given.Of("validToDate")?.Date(),
        EvseKind = given.Of("evseKind")?.Word<EvseKind>(),
        MinEnergyWh = given.Of("minEnergy")?.Number(),
        MaxEnergyWh = given.Of("maxEnergy")?.Number(),
        MinCurrentA = given.Of("minCurrent")?.Number(),
        MaxCurrentA = given.Of("maxCurrent")?.Number(),
        MinPowerW = given.Of("minPower")?.Number(),
        MaxPowerW = given.Of("maxPower")?.Number(),
        MinTimeS = given.Of("minTime")?.Whole(),
        MaxTimeS = given.Of("maxTime")?.Whole(),
        MinChargingTimeS = given.Of("minChargingTime")?.Whole(),
        MaxChargingTimeS = given.Of("maxChargingTime")?.Whole(),
        MinIdleTimeS = given.Of("minIdleTime")?.Whole(),
        MaxIdleTimeS = given.Of("maxIdleTime")?.Whole(),
        PaymentBrand = given.Of("paymentBrand")?.Text(),
        PaymentRecognition = given.Of("paymentRecognition")?.Text(),
    };

    /// <summary>A member and the way to it, for the message.</summary>
    private sealed class Member(JsonElement value, string path)
    {
        public string Path => path;

        public Member? Of(string name)
        {
            if (value.ValueKind != JsonValueKind.Object)
            {
                throw Wrong("an object");
            }

            return value.TryGetProperty(name, out var member) ? new Member(member, path.Length == 0 ? name : $"{path}.{name}") : null;
        }

        public Member Needed(string name) => Of(name) ?? throw new FormatException($"{(path.Length == 0 ? name : $"{path}.{name}")} is missing.");

        public ImmutableArray<T> All<T>(Func<Member, T> read)
        {
            if (value.ValueKind != JsonValueKind.Array)
            {
                throw Wrong("a list");
            }

            var all = ImmutableArray.CreateBuilder<T>(value.GetArrayLength());
            foreach (var item in value.EnumerateArray())
            {
                all.Add(read(new Member(item, string.Create(CultureInfo.InvariantCulture, $"{path}[{all.Count}]"))));
            }

            return all.MoveToImmutable();
        }

        public string Text() => value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong("a text");

        public decimal Number() => value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) && Math.Abs(number) <= Highest ? number : throw Wrong("a number");

        public int Whole() => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0 ? number : throw Wrong("a whole number");

        public TimeOnly TimeOfDay() => TimeOnly.TryParseExact(Text(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw Wrong("a time of day, HH:MM");

        public DateOnly Date() => DateOnly.TryParseExact(Text(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw Wrong("a date, YYYY-MM-DD");

        public DateTimeOffset Instant() => value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var at) ? at.ToUniversalTime() : throw Wrong("an instant");

        /// <summary>The word as the standard spells it; a number is none.</summary>
        public T Word<T>()
            where T : struct, Enum => Enum.TryParse<T>(Text(), out var word) && Enum.GetName(word) == Text() ? word : throw Wrong($"one of {string.Join(", ", Enum.GetNames<T>())}");

        public FormatException Wrong(string wanted) => new($"{(path.Length == 0 ? "tariff" : path)} is not {wanted}.");
    }
}
