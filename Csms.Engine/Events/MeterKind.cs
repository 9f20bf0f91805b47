namespace Csms.Engine.Events;

/// <summary>
/// What is measured where, packed into the 15 bits of a positive smallint: measurand (8), phase (4), location (3). The packing is
/// stored with every meter value: it never changes.
/// </summary>
public readonly record struct MeterKind(short Code)
{
    /// <summary>Packs the three.</summary>
    public MeterKind(Measurand measurand, Phase phase = Phase.None, MeterLocation location = MeterLocation.Outlet)
        : this((short)(((int)measurand << 7) | ((int)phase << 3) | (int)location))
    {
    }

    /// <summary>The quantity.</summary>
    public Measurand Measurand => (Measurand)(Code >> 7);

    /// <summary>The phase.</summary>
    public Phase Phase => (Phase)((Code >> 3) & 0xF);

    /// <summary>The place.</summary>
    public MeterLocation Location => (MeterLocation)(Code & 0x7);

    /// <summary>The base unit of the value.</summary>
    public string Unit => Measurand.Unit();
}
