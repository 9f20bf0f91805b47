using System.Collections.Immutable;
using Csms.Engine.Stations.Kept;

namespace Csms.Engine.LocalLists;

/// <summary>What is known of a station's local authorization list, and what was decided about it. Immutable.</summary>
public sealed record LocalListState : IRevised
{
    /// <summary>Nothing known, nothing decided.</summary>
    public static readonly LocalListState None = new();

    /// <summary>Who sees to it.</summary>
    public LocalListMode Mode { get; init; }

    /// <summary>Only tokens of these groups belong on it; empty: all.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Tokens that were erased from this station (CustomerInformation with clear): they do not come back by themselves.</summary>
    public ImmutableArray<string> LeftOut { get; init; } = [];

    /// <summary>Version as last accepted; null: none was. 0: the station told that it has no list.</summary>
    public int? Version { get; init; }

    /// <summary>Content as last accepted.</summary>
    public TokenList Held { get; init; } = TokenList.Empty;

    /// <summary>When it was accepted; UTC.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>Version that the station told last; -1: it has no local list or it is switched off (1.6, GetLocalListVersion).</summary>
    public int? ToldVersion { get; init; }

    /// <summary>When it told it; UTC.</summary>
    public DateTimeOffset? ToldAt { get; init; }

    /// <summary>After an update that failed or had no answer nobody knows what the station holds; only a Full update is sure then.</summary>
    public bool IsDoubtful { get; init; }

    /// <summary>It said that it has no local list.</summary>
    public bool IsUnsupported { get; init; }

    /// <summary>Updates in a row that came to nothing.</summary>
    public int Failures { get; init; }

    /// <summary>Nothing is sent by itself before; UTC.</summary>
    public DateTimeOffset? NextTry { get; init; }

    /// <summary>What it said, newest first; the last few.</summary>
    public ImmutableArray<ListAnswer> Answers { get; init; } = [];

    /// <summary>Rises with every change.</summary>
    public long Revision { get; init; }

    /// <summary>Only a Full update makes it right.</summary>
    public bool NeedsFull => IsDoubtful || Version is null or <= 0 || (ToldVersion is { } told && told != Version);
}
