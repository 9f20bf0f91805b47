namespace Csms.Console.Pages.Tariffs;

/// <summary>A thing that a tariff has prices for, as 2.1 spells it (TariffType).</summary>
/// <param name="Name">Its member of the tariff.</param>
/// <param name="Member">The member of a price.</param>
/// <param name="Unit">Of what the price is; null: it is paid once.</param>
internal sealed record PartForm(string Name, string Member, string? Unit)
{
    /// <summary>In the order in which they are shown.</summary>
    public static readonly IReadOnlyList<PartForm> All =
    [
        new("energy", "priceKwh", "kWh"), new("chargingTime", "priceMinute", "min"), new("idleTime", "priceMinute", "min"),
        new("fixedFee", "priceFixed", null), new("reservationTime", "priceMinute", "min"), new("reservationFixed", "priceFixed", null),
    ];

    /// <summary>It is paid once.</summary>
    public bool IsFee => Unit is null;

    /// <summary>The one of that name.</summary>
    public static PartForm Of(string name) => All.First(part => part.Name == name);
}
