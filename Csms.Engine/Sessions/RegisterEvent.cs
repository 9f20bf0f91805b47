namespace Csms.Engine.Sessions;

/// <summary>What an energy register did between two readings.</summary>
public enum RegisterEvent : byte
{
    /// <summary>Stood or rose.</summary>
    Normal,

    /// <summary>Started again from (nearly) zero.</summary>
    Reset,

    /// <summary>Rolled over at a power of ten.</summary>
    Rollover,

    /// <summary>Went backwards; the reading was set aside.</summary>
    Backwards,

    /// <summary>Went on where it stood before a reset: the reading in between was wrong and is set aside.</summary>
    Restored,

    /// <summary>No meter shows this; the reading was set aside.</summary>
    Impossible,
}
