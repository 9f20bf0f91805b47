namespace Csms.Engine.Incidents.Rules;

/// <summary>A station of a site that is not connected.</summary>
internal readonly record struct LostStation(string Station, DateTimeOffset Since);
