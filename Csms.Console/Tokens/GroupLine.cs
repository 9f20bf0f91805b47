using Csms.Engine.Units;

namespace Csms.Console.Tokens;

/// <summary>A group of tokens as a row shows it.</summary>
/// <param name="Group">Its id, as the first of its tokens spells it.</param>
/// <param name="Tokens">How many there are.</param>
/// <param name="Blocked">How many are blocked.</param>
/// <param name="Expired">How many have expired.</param>
/// <param name="Running">Sessions that run with them, of what the person sees.</param>
/// <param name="LastAt">When one of them last began to charge, of what the person sees.</param>
/// <param name="IsLastRead">Whether that was read already; null is "never" then.</param>
/// <param name="MasterAt">Stations that know it as their master pass, of what the person sees.</param>
internal sealed record GroupLine(string Group, int Tokens, int Blocked, int Expired, int Running, DateTimeOffset? LastAt, bool IsLastRead, IReadOnlyList<StationId> MasterAt);
