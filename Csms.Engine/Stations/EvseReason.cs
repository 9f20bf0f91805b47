using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>What is worth a word beside the condition of an EVSE: one of the two.</summary>
/// <param name="FaultCode">Of a fault the station's error code.</param>
/// <param name="VendorCode">Of a fault the vendor's code, where told.</param>
/// <param name="LinkEnd">Of a lost link, why it was lost.</param>
public readonly record struct EvseReason(string? FaultCode, Statement<LinkEnd>? LinkEnd, string? VendorCode = null);
