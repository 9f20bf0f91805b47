using Csms.Engine.Gateway;

namespace Csms.Console.Pages.Stations;

/// <summary>The same refusal, some times over: a charger tries again and again.</summary>
/// <param name="Last">The latest.</param>
/// <param name="Times">How often.</param>
internal sealed record RefusedGroup(RefusedConnect Last, int Times)
{
    /// <summary>The same for each of them.</summary>
    public string Key => $"{Last.Station}|{Last.Remote}|{Last.Reason}";
}
