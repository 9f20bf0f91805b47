namespace Csms.Engine.Incidents.Rules;

/// <summary>One thing that can be wrong with a station. Pure; finds nothing and allocates nothing when all is well.</summary>
internal interface IStationRule
{
    IncidentRule Rule { get; }

    void Judge(StationView view, Findings found);
}
