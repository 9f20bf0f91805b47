using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>A moment at which a station's link came up or went down.</summary>
/// <param name="At">UTC.</param>
/// <param name="Online">It came up.</param>
/// <param name="Reason">Why it went down.</param>
public sealed record PastLinkState(DateTimeOffset At, bool Online, Statement<LinkEnd>? Reason);
