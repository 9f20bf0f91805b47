using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Limits;

/// <summary>Limits wanted for the transaction that a remote start begins (2.1 F07): RequestStartTransaction has no place for them, the answer to the transaction's first messages has.</summary>
/// <param name="Station">Where it starts.</param>
/// <param name="RemoteStartId">Number of the request, which comes back with the transaction.</param>
/// <param name="Limits">The limits.</param>
/// <param name="Until">When nobody waits for that transaction any more; UTC.</param>
public sealed record StartLimit(StationId Station, int RemoteStartId, TransactionLimits Limits, DateTimeOffset Until);
