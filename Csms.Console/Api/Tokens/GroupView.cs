using Csms.Console.Tokens;

namespace Csms.Console.Api.Tokens;

/// <summary>A group of tokens.</summary>
/// <param name="Group">Its id, as the first of its tokens spells it; compared without regard to case.</param>
/// <param name="Tokens">How many tokens it has; 0: only stations know it, as their master pass.</param>
/// <param name="Blocked">How many are blocked.</param>
/// <param name="Expired">How many have expired.</param>
/// <param name="Running">Sessions that run with them, of what the key sees.</param>
/// <param name="LastUsedAt">When one of them last began to charge, of what the key sees.</param>
/// <param name="MasterPassAt">Stations whose MasterPassGroupId it is, of what the key sees: its tokens may stop any session there, and may not charge.</param>
internal sealed record GroupView(string Group, int Tokens, int Blocked, int Expired, int Running, DateTimeOffset? LastUsedAt, IReadOnlyList<string> MasterPassAt)
{
    public static GroupView Of(GroupLine line) => new(line.Group, line.Tokens, line.Blocked, line.Expired, line.Running, line.LastAt, [.. line.MasterAt.Select(station => station.Value)]);
}
