namespace Csms.Console.Api.Sessions;

/// <summary>Body of POST /api/v1/sessions/{id}/review.</summary>
/// <param name="Decision">accept, correct or flag.</param>
/// <param name="Reason">Why, 1 to 500 characters; kept with the session and in the audit log.</param>
/// <param name="EnergyWh">With correct: the energy that counts, Wh.</param>
/// <param name="Flag">With accept: settles this flag only; null: every open one.</param>
internal sealed record ReviewBody(string Decision, string Reason, long? EnergyWh, string? Flag);
