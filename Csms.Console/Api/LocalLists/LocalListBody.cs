namespace Csms.Console.Api.LocalLists;

/// <summary>Body of PUT /api/v1/stations/{id}/local-list. What it names is replaced, what it leaves out stays.</summary>
/// <param name="Mode">Off: nobody sees to the list. Automatic: it follows the tokens. Manual: it is sent on demand.</param>
/// <param name="Groups">Only tokens of these groups belong on it; empty: all that may charge.</param>
internal sealed record LocalListBody(string? Mode, IReadOnlyList<string>? Groups);
