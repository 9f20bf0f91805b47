using Csms.Engine.Ocpp;

namespace Csms.Engine.Stations.Quirks;

/// <summary>A model of stations that shows a deviation.</summary>
/// <param name="Note">Which.</param>
/// <param name="Model">Vendor and model as told at the boot; empty before the first.</param>
/// <param name="Stations">How many stations of the model show it.</param>
/// <param name="Seen">In how many messages.</param>
/// <param name="LastAt">When last; UTC.</param>
public sealed record QuirkModel(FrameNote Note, string Model, int Stations, long Seen, DateTimeOffset LastAt);
