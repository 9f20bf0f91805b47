using Csms.Engine.Gateway;
using Csms.Engine.Units;

namespace Csms.Engine.LiveView;

/// <summary>A station came online or went offline.</summary>
/// <param name="At">When, by our clock.</param>
/// <param name="Online">Whether it was there from then on.</param>
/// <param name="Reason">Why it went; null: not known.</param>
public sealed record LinkPeriod(DateTimeOffset At, bool Online, Statement<LinkEnd>? Reason);
