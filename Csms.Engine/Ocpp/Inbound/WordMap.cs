using System.Runtime.CompilerServices;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Inbound;

/// <summary>From the words of a wire enumeration to the domain's, by index.</summary>
internal sealed class WordMap<TWire, TDomain>
    where TWire : struct, Enum
    where TDomain : struct, Enum
{
    private readonly TDomain[] values;

    public WordMap(WireEnum<TWire> words, Func<string, TDomain>? read = null) => values = [.. words.Words.Select(read ?? SameName)];

    public TDomain this[TWire word] => values[Unsafe.BitCast<TWire, int>(word)];

    // Sample.Clock and L1-N are SampleClock and L1N in the domain.
    private static TDomain SameName(string word) => Enum.Parse<TDomain>(word.Replace(".", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal));
}
