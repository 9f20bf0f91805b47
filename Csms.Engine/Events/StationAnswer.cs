namespace Csms.Engine.Events;

/// <summary>What a station is answered, in the domain's words; the dialect writes it in the station's. A closed set.</summary>
public abstract record StationAnswer;
