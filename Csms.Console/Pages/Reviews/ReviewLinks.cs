using Csms.Engine.Units;

namespace Csms.Console.Pages.Reviews;

/// <summary>Addresses of the queue.</summary>
internal static class ReviewLinks
{
    public const string Queue = "/reviews";

    /// <summary>The queue with a session opened.</summary>
    public static string Of(SessionId id) => $"{Queue}?id={id.Display}";
}
