namespace Csms.Console.Api.Bulk;

/// <summary>Body of POST /bulk-commands/{id}/stop.</summary>
/// <param name="Reason">Why.</param>
internal sealed record BulkStopBody(string? Reason);
