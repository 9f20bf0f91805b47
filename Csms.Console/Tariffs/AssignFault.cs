namespace Csms.Console.Tariffs;

/// <summary>Why a tariff can't be given to a station, a site or a token.</summary>
public enum AssignFault
{
    /// <summary>There is none of this identity, or the caller doesn't see it.</summary>
    Unknown,

    /// <summary>It is retired.</summary>
    Retired,

    /// <summary>It belongs to another site.</summary>
    OtherSite,

    /// <summary>The caller may not (tariffs.write).</summary>
    NotAllowed,
}
