namespace Csms.Engine.Stations.Configuration;

/// <summary>How what a station holds stands to what is wanted.</summary>
public enum DriftKind
{
    /// <summary>It holds the value.</summary>
    Same,

    /// <summary>It holds another value.</summary>
    Different,

    /// <summary>It holds another value and says that it can't be set.</summary>
    Locked,

    /// <summary>It has told no such variable: it has none (any more), or nobody has read it.</summary>
    NotTold,
}
