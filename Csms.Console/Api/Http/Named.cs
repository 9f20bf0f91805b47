namespace Csms.Console.Api.Http;

/// <summary>A member of a body: whether it was named, and its value. PUT replaces what it names (CONTRACTS 25).</summary>
/// <param name="Is">The body has the member.</param>
/// <param name="Value">Its value; null when it is null.</param>
internal readonly record struct Named<T>(bool Is, T? Value)
{
    /// <summary>The value when named, else what was there before.</summary>
    public T? Or(T? before) => Is ? Value : before;
}
