namespace Csms.Console.Api.Incidents;

/// <summary>The end by a person's decision.</summary>
/// <param name="Reason">1 to 500 characters; kept with the incident.</param>
internal sealed record CloseIncidentBody(string Reason);
