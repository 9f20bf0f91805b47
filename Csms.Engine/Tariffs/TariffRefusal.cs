namespace Csms.Engine.Tariffs;

/// <summary>Why a tariff was not written.</summary>
public enum TariffRefusal
{
    /// <summary>Its newest version is another than the one that was changed: somebody was faster.</summary>
    Stale,

    /// <summary>A group belongs to another tariff.</summary>
    GroupTaken,

    /// <summary>Not within what the caller may do, as it stands now.</summary>
    NotAllowed,

    /// <summary>It is to be deleted, and somebody was given it: it can be retired.</summary>
    InUse,

    /// <summary>There is none.</summary>
    Missing,
}
