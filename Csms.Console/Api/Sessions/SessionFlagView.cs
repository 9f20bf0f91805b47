using System.Collections.Frozen;
using System.Text.Json;
using Csms.Engine.Sessions;

namespace Csms.Console.Api.Sessions;

/// <summary>A flag on a session.</summary>
/// <param name="Kind">What, as a camelCase word.</param>
/// <param name="Evidence">The figures and times that prove it.</param>
/// <param name="EvidenceCode">Which evidence, as a camelCase word; asSaid for words from before there were codes.</param>
/// <param name="At">When it was raised.</param>
/// <param name="ResolvedAt">When it was settled; null while open.</param>
internal sealed record SessionFlagView(string Kind, string Evidence, string EvidenceCode, DateTimeOffset At, DateTimeOffset? ResolvedAt)
{
    /// <summary>The kinds by their words here.</summary>
    public static FrozenDictionary<string, SessionFlagKind> Words { get; } = Enum.GetValues<SessionFlagKind>().ToFrozenDictionary(WordOf);

    public static SessionFlagView Of(SessionFlag flag) => new(WordOf(flag.Kind), flag.Evidence.ToString(), JsonNamingPolicy.CamelCase.ConvertName(flag.Evidence.Code.ToString()), flag.At, flag.ResolvedAt);

    private static string WordOf(SessionFlagKind kind) => JsonNamingPolicy.CamelCase.ConvertName(kind.ToString());
}
