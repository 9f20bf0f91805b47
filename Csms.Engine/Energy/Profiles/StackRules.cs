namespace Csms.Engine.Energy.Profiles;

/// <summary>Where the standards differ in what a station does with profiles.</summary>
/// <param name="SameLevelReplaces">A profile takes the place of the one with its purpose, level and EVSE, whatever its number (1.6 5.16.4); in 2.x only its number decides (K01.FR.05).</param>
/// <param name="OwnDefaultLeads">See <see cref="EvseStack.OwnDefaultLeads"/>.</param>
/// <param name="TellsProfiles">It can be asked which profiles it holds; 1.6 has no message for that.</param>
public sealed record StackRules(bool SameLevelReplaces, bool OwnDefaultLeads, bool TellsProfiles)
{
    private static readonly StackRules Old = new(true, true, false);
    private static readonly StackRules New = new(false, false, true);

    /// <summary>Of a station by the version in which it last spoke; of one that never did those of 2.x.</summary>
    public static StackRules Of(string? ocppVersion) => ocppVersion == "1.6" ? Old : New;
}
