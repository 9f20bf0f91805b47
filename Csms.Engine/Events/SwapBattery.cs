namespace Csms.Engine.Events;

/// <summary>A battery as a swap station tells it (2.1 BatteryDataType).</summary>
/// <param name="Serial">Serial number.</param>
/// <param name="EvseId">Slot of the station.</param>
/// <param name="SocPercent">State of charge, 0 to 100 %.</param>
/// <param name="SohPercent">State of health, 0 to 100 %.</param>
/// <param name="ProducedAt">Production date.</param>
/// <param name="VendorInfo">In the vendor's words.</param>
public sealed record SwapBattery(string Serial, int EvseId, decimal SocPercent, decimal SohPercent, DateTimeOffset? ProducedAt = null, string? VendorInfo = null);
