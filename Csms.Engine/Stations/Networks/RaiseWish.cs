namespace Csms.Engine.Stations.Networks;

/// <summary>A raise of a security profile as it is asked for.</summary>
/// <param name="Station">Whose.</param>
/// <param name="Target">Profile wanted, 1 to 3.</param>
/// <param name="Url">Address for the station, without its identity; null: the one that this host offers. Not sent to 1.6.</param>
/// <param name="Interface">OCPPInterfaceEnumType; not sent to 1.6.</param>
/// <param name="Patience">How long the station has to come back.</param>
/// <param name="Actor">Who asks.</param>
public sealed record RaiseWish(Units.StationId Station, int Target, string? Url, string Interface, TimeSpan Patience, string Actor);
