using Csms.Engine.Sessions;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>A session that somebody wants to stop.</summary>
/// <param name="Session">As it is now.</param>
/// <param name="Away">Its station is not connected: the command would wait.</param>
/// <param name="LeftOut">Why it is not stopped; null: it can be.</param>
/// <param name="Command">The command as it was given; null: none yet, or none at all.</param>
public sealed record StopTarget(Session Session, bool Away, StopLeftOut? LeftOut, StationCommand? Command = null);
