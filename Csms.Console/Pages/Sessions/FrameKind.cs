using Csms.Engine.LiveView;

namespace Csms.Console.Pages.Sessions;

/// <summary>What a frame is in the story of a session. Pure.</summary>
internal static class FrameKind
{
    /// <summary>It changed something: no sample, no sign of life.</summary>
    public static bool Changes(LiveFrame frame) => frame.Action switch
    {
        "MeterValues" or "Heartbeat" => false,
        "TransactionEvent" => !frame.Payload.Contains("\"MeterValuePeriodic\"", StringComparison.Ordinal) && !frame.Payload.Contains("\"MeterValueClock\"", StringComparison.Ordinal),
        _ => true,
    };
}
