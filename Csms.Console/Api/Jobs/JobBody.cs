namespace Csms.Console.Api.Jobs;

/// <summary>A job in the field as it is wanted.</summary>
/// <param name="Title">What it is about; 1 to 120 characters.</param>
/// <param name="Stations">Identities of the stations, 1 to 200; the link reaches no other.</param>
/// <param name="ExpiresAt">Until when the link works; at most 90 days ahead.</param>
internal sealed record JobBody(string Title, IReadOnlyList<string> Stations, DateTimeOffset ExpiresAt);
