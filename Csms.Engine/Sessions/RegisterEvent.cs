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
}
