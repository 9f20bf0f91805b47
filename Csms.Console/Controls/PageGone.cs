using Microsoft.JSInterop;

namespace Csms.Console.Controls;

/// <summary>What a call of a script ends with when the browser has left meanwhile: its listeners went with it, nothing is left to do.</summary>
internal static class PageGone
{
    /// <summary>The circuit has no browser any more, or lost it while the call was under way.</summary>
    public static bool Is(Exception exception) => exception is JSDisconnectedException or OperationCanceledException;
}
