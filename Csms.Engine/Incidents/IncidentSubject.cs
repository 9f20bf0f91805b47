namespace Csms.Engine.Incidents;

/// <summary>What an incident is about: a site, a station, an EVSE of a station, or this system itself. One incident is open for a rule and a subject.</summary>
/// <param name="SiteId">Only for a site as a whole.</param>
/// <param name="StationId">Null for a site, and for this system itself.</param>
/// <param name="EvseId">Null for the whole station.</param>
/// <param name="Variable">Only for an alert: the variable, or the kind of grid control and its fault, that it is about; null: it sums up several.</param>
public readonly record struct IncidentSubject(string? SiteId, string? StationId, int? EvseId = null, string? Variable = null)
{
    /// <summary>This system itself: only who may see every site sees it.</summary>
    public static IncidentSubject OfHost => default;

    /// <summary>A site.</summary>
    public static IncidentSubject OfSite(string siteId) => new(siteId, null);

    /// <summary>A station or one of its EVSEs.</summary>
    public static IncidentSubject OfStation(string stationId, int? evseId = null, string? variable = null) => new(null, stationId, evseId, variable);
}
