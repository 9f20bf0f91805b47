namespace Csms.Engine.LocalLists;

/// <summary>How much of a list a station takes, as it told (2.1 LocalAuthListCtrlr; 1.6 LocalAuthListMaxLength, SendLocalListMaxLength).</summary>
/// <param name="Entries">Most entries of the whole list; null: not told.</param>
/// <param name="Items">Most entries of one message; null: not told.</param>
/// <param name="Bytes">Longest message, bytes; null: not told.</param>
public sealed record LocalListLimits(int? Entries, int? Items, int? Bytes)
{
    /// <summary>Nothing told.</summary>
    public static readonly LocalListLimits Unknown = new(null, null, null);
}
