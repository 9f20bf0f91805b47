using Csms.Console.Security;

namespace Csms.Console.Layout;

/// <summary>Figures beside navigation entries; each module knows its own. Answered from memory: the shell asks every two seconds.</summary>
public interface INavCounts
{
    /// <summary>The figure of an entry (<see cref="NavEntry.Key"/>) within the scope; null shows none.</summary>
    NavCount? Get(string key, AccessScope scope);
}
