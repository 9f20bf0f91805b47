namespace Csms.Console.Api.Views;

/// <summary>Body of PUT /api/v1/views/{id}. What it names is replaced, what it leaves out stays.</summary>
/// <param name="List">incidents, sessions, stations or tokens; needed when new, and not to be changed.</param>
/// <param name="Name">1 to 40 characters, one a list; needed when new.</param>
/// <param name="Shared">Everyone sees it; needs views.share. false when new.</param>
/// <param name="Query">Filter, sort and columns as in the address of the list, "state=offline&amp;sort=-kw"; empty when new.</param>
/// <param name="Version">The version that was read: 409 when somebody has changed the view since.</param>
internal sealed record ViewBody(string? List, string? Name, bool? Shared, string? Query, int? Version);
