namespace Csms.Engine.Incidents;

/// <summary>Where the proof is.</summary>
public enum EvidenceKind
{
    /// <summary>Frames of a station around a time.</summary>
    Frames,

    /// <summary>A session.</summary>
    Session,

    /// <summary>A command to a station, and its frames.</summary>
    Command,

    /// <summary>A station as it is.</summary>
    Station,
}
