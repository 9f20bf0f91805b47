namespace Csms.Console.Api.Networks;

/// <summary>Body of POST /stations/{id}/security-profile.</summary>
/// <param name="SecurityProfile">Profile wanted, 1 to 3.</param>
/// <param name="Url">Address for the station, 2.x only; left out: the one that this host offers.</param>
/// <param name="Interface">Wired0…; 2.x only, default Wired0.</param>
/// <param name="Minutes">How long the station has to come back, 1 to 1440; default 30.</param>
/// <param name="DryRun">true: nothing is sent but a question for the station's roots, the answer says what is in the way.</param>
internal sealed record RaiseBody(int SecurityProfile, string? Url, string? Interface, int? Minutes, bool? DryRun);
