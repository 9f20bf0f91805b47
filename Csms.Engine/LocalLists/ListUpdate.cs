namespace Csms.Engine.LocalLists;

/// <summary>What was asked of a station about its list; the first two are UpdateEnumType of OCPP 2.1 (part 2, SendLocalList).</summary>
public enum ListUpdate
{
    /// <summary>The whole list.</summary>
    Full,

    /// <summary>What has changed.</summary>
    Differential,

    /// <summary>Nothing was sent: the version was asked for (GetLocalListVersion).</summary>
    Version,
}
