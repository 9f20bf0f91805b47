namespace Csms.Console.Api.LocalLists;

/// <summary>Body of POST /api/v1/stations/{id}/local-list/send.</summary>
/// <param name="Update">Full: the whole list. Differential, when nothing is said: what has changed, or the whole list where only that is sure.</param>
internal sealed record LocalListSendBody(string? Update);
