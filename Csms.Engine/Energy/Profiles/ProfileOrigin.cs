namespace Csms.Engine.Energy.Profiles;

/// <summary>How we know of a profile. The names are stored: append only.</summary>
public enum ProfileOrigin
{
    /// <summary>The station accepted it from us.</summary>
    Set,

    /// <summary>The station said that it holds it.</summary>
    Reported,

    /// <summary>It was given with a remote start, and waits for its transaction.</summary>
    Start,
}
