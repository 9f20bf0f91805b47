namespace Csms.Engine.Energy.Profiles;

/// <summary>Whether a period says something.</summary>
public enum MemberUse
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>It may.</summary>
    May,

    /// <summary>It must.</summary>
    Must,
}
