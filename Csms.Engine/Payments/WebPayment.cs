using Csms.Engine.Units;

namespace Csms.Engine.Payments;

/// <summary>A driver pays for an EVSE on the web, and the station knows (2.1 NotifyWebPaymentStarted, C25).</summary>
/// <param name="Station">Where.</param>
/// <param name="EvseId">On which EVSE.</param>
/// <param name="BegunAt">When the station was told; UTC.</param>
/// <param name="Until">No result is to be expected any more then; UTC.</param>
public sealed record WebPayment(StationId Station, int EvseId, DateTimeOffset BegunAt, DateTimeOffset Until);
