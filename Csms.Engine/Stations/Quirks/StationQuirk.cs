using Csms.Engine.Ocpp;

namespace Csms.Engine.Stations.Quirks;

/// <summary>How often a station showed one deviation from the standard.</summary>
/// <param name="Note">Which (<see cref="Ocpp.Quirks.QuirkCatalogue"/>).</param>
/// <param name="Seen">In how many messages.</param>
/// <param name="FirstAt">When the first came; UTC.</param>
/// <param name="LastAt">When the last came; UTC. With <paramref name="LastMessageId"/> it is the place of the frame in the message log.</param>
/// <param name="LastAction">Action of the last.</param>
/// <param name="LastMessageId">Message id of the last; empty where no single message shows it.</param>
public sealed record StationQuirk(FrameNote Note, long Seen, DateTimeOffset FirstAt, DateTimeOffset LastAt, string LastAction, string LastMessageId);
