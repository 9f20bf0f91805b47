namespace Csms.Console.Api.OpenApi;

/// <summary>What endpoints say about themselves besides their types.</summary>
internal static class Describing
{
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, string name, string text) => endpoint.WithMetadata(new QueryParameter(name, text));

    public static RouteHandlerBuilder TakesPage(this RouteHandlerBuilder endpoint) => endpoint
        .Takes("limit", "Entries of a page, 1 to 1000; default 100.").Takes("cursor", "The member next of the page before.").ProducesProblem(400);

    public static RouteHandlerBuilder TakesBody<T>(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new BodyType(typeof(T)));

    /// <summary>A file of comma-separated values.</summary>
    public static RouteHandlerBuilder TakesCsv(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new BodyType(null, "text/csv"));

    /// <summary>Any JSON object.</summary>
    public static RouteHandlerBuilder TakesBody(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new BodyType(null));
}
