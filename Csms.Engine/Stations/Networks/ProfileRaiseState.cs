namespace Csms.Engine.Stations.Networks;

/// <summary>How far the raise of a security profile is. The words are stored: append only.</summary>
public enum ProfileRaiseState
{
    /// <summary>The station is being told.</summary>
    Telling,

    /// <summary>The station has taken it; it has not booted on the higher profile yet. The old way still counts.</summary>
    Waiting,

    /// <summary>The station has booted on the higher profile; a lower one is refused from now on.</summary>
    Done,

    /// <summary>It came to nothing; the old way still counts.</summary>
    Failed,
}
