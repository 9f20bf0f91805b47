namespace Csms.Console.Controls;

/// <summary>
/// What happens in the engine is told on the engine's path, which speaks no person's language. A page that is told through here draws what it hears in the
/// language of its reader: in the context in which it began to listen.
/// </summary>
public static class ReaderLanguage
{
    /// <summary>A handler that runs in the context of whoever calls this: a component, while it is initialised.</summary>
    /// <param name="handler">What to do with what is told.</param>
    public static Action<T> Of<T>(Action<T> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var reader = ExecutionContext.Capture();
        return reader is null ? handler : told => ExecutionContext.Run(reader, _ => handler(told), null);
    }

    /// <summary>The same of a notice that says nothing but that something is another.</summary>
    public static Action Of(Action handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var told = Of<object?>(_ => handler());
        return () => told(null);
    }
}
