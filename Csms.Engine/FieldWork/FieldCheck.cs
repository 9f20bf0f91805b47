namespace Csms.Engine.FieldWork;

/// <summary>What is checked of a station when it is put to work. In the order in which one checks. The names are stored: append only.</summary>
public enum FieldCheck
{
    /// <summary>It is connected.</summary>
    Connects,

    /// <summary>It announces itself (2.1 B01, 1.6 §4.2).</summary>
    Boots,

    /// <summary>Its clock is ours.</summary>
    Clock,

    /// <summary>It sends an energy register when asked (2.1 F06, 1.6 §5.17).</summary>
    MeterValues,

    /// <summary>A session starts and ends from here (2.1 F01, F03; 1.6 §5.11, §5.12); for each EVSE.</summary>
    StartStop,

    /// <summary>The connector's lock opens from here (2.1 F05, 1.6 §5.18); for each EVSE.</summary>
    Unlock,

    /// <summary>A photo of the place is here; passes by itself with the first photo.</summary>
    Photo,
}
