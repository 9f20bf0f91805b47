using Csms.Engine.Energy;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Who is given a tariff, of what a person may see.</summary>
/// <param name="Stations">Stations that name it.</param>
/// <param name="Sites">Sites that name it.</param>
/// <param name="Groups">Token groups whose drivers pay it.</param>
/// <param name="Tokens">Tokens that name it; none for who may not know them.</param>
internal sealed record GivenTo(Few<StationId> Stations, Few<Site> Sites, Few<string> Groups, Few<string> Tokens)
{
    /// <summary>Nobody.</summary>
    public static readonly GivenTo None = new(new([], 0), new([], 0), new([], 0), new([], 0));

    /// <summary>Nobody is given it.</summary>
    public bool IsEmpty => Stations.Count + Sites.Count + Groups.Count + Tokens.Count == 0;
}
