using Csms.Engine.Events;

namespace Csms.Console.Api.Swaps;

/// <summary>A battery of a swap.</summary>
/// <param name="SerialNumber">Serial number.</param>
/// <param name="EvseId">Slot of the station.</param>
/// <param name="SocPercent">State of charge, %.</param>
/// <param name="SohPercent">State of health, %.</param>
/// <param name="ProductionDate">When it was made.</param>
/// <param name="VendorInfo">In the vendor's words.</param>
internal sealed record BatteryView(string SerialNumber, int EvseId, decimal SocPercent, decimal SohPercent, DateTimeOffset? ProductionDate, string? VendorInfo)
{
    public static BatteryView Of(SwapBattery battery) => new(battery.Serial, battery.EvseId, battery.SocPercent, battery.SohPercent, battery.ProducedAt, battery.VendorInfo);
}
