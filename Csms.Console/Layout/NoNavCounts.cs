using Csms.Console.Security;

namespace Csms.Console.Layout;

/// <summary>In force until a module that knows figures registers its own.</summary>
internal sealed class NoNavCounts : INavCounts
{
    public NavCount? Get(string key, AccessScope scope) => null;
}
