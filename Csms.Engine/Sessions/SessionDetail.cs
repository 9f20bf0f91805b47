using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Events;
using Csms.Engine.Prices;

namespace Csms.Engine.Sessions;

/// <summary>What the engine needs of a session to go on after a restart and no reader asks for: column sessions.detail.</summary>
internal sealed record SessionDetail
{
    public bool StartSeen { get; init; }

    public bool EndSeen { get; init; }

    public long EndKey { get; init; }

    public AuthorizationStatus? Verdict { get; init; }

    public ContractUse? Contract { get; init; }

    public TokenInfo[]? TokenInfo { get; init; }

    public DateTimeOffset? StationClockStart { get; init; }

    public DateTimeOffset? EnergySince { get; init; }

    public long? SegmentStartWh { get; init; }

    public long? LastWh { get; init; }

    public long CarriedWh { get; init; }

    public long? SeveredStartWh { get; init; }

    public long? SeveredLastWh { get; init; }

    public DateTimeOffset? LastAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // 0 is the usual first number and not the same as none
    public int FirstSequence { get; init; } = -1;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int LastSequence { get; init; } = -1;

    public int[]? Holes { get; init; }

    public long[]? Keys { get; init; }

    public EnergyCorrection? Correction { get; init; }

    public TransactionLimits? Limits { get; init; }

    public TransactionLimits? WantedLimits { get; init; }

    public string? StationTariffId { get; init; }

    public StationCost? StationCost { get; init; }

    public SessionPriceMemo? Price { get; init; }

    /// <summary>Beside a correction, which stands in the column.</summary>
    public long? MeasuredWh { get; init; }

    public static SessionDetail Of(Session session) => new()
    {
        StartSeen = session.StartSeen,
        EndSeen = session.EndSeen,
        EndKey = session.EndKey,
        Verdict = session.Verdict,
        Contract = session.Contract,
        TokenInfo = session.TokenInfo.IsEmpty ? null : [.. session.TokenInfo],
        StationClockStart = session.StationClockStart,
        EnergySince = session.EnergySince,
        SegmentStartWh = session.Account.StartWh,
        LastWh = session.Account.LastWh,
        CarriedWh = session.Account.CarriedWh,
        SeveredStartWh = session.Account.SeveredStartWh,
        SeveredLastWh = session.Account.SeveredLastWh,
        LastAt = session.Account.LastAt,
        FirstSequence = session.Sequence.First,
        LastSequence = session.Sequence.Last,
        Holes = session.Sequence.Holes is { IsDefaultOrEmpty: false } holes ? [.. holes] : null,
        Keys = session.Recent.Keys.Length > 0 ? session.Recent.Keys.ToArray() : null,
        Correction = session.Correction,
        Limits = session.Limits,
        WantedLimits = session.WantedLimits,
        StationTariffId = session.StationTariffId,
        StationCost = session.StationCost,
        Price = session.Price?.ToMemo() ?? session.UnreadPrice,
        MeasuredWh = session.Correction is null ? null : session.FinalEnergyWh,
    };

    public Session Onto(Session session, ITariffVersions? tariffs) => (OntoAll(session), Price) switch
    {
        (var whole, null) => whole,
        var (whole, memo) when tariffs is not null && SessionPrice.From(memo, tariffs) is { } price => whole with { Price = price, PriceStoredAt = price.KnownAt },
        var (whole, memo) => whole with { UnreadPrice = memo },
    };

    private Session OntoAll(Session session) => session with
    {
        StartSeen = StartSeen,
        EndSeen = EndSeen,
        EndKey = EndKey,
        Verdict = Verdict,
        Contract = Contract,
        TokenInfo = TokenInfo is null ? [] : [.. TokenInfo],
        StationClockStart = StationClockStart,
        EnergySince = EnergySince,
        Account = new EnergyAccount(SegmentStartWh, LastWh, CarriedWh, LastAt) { SeveredStartWh = SeveredStartWh, SeveredLastWh = SeveredLastWh },
        Sequence = new SequenceTracker(FirstSequence, LastSequence, Holes is null ? [] : ImmutableArray.Create(Holes)),
        Recent = RecentKeys.Of(Keys ?? []),
        Correction = Correction,
        Limits = Limits,
        WantedLimits = WantedLimits,
        StationTariffId = StationTariffId,
        StationCost = StationCost,
        FinalEnergyWh = Correction is null ? session.FinalEnergyWh : MeasuredWh,
    };
}

/// <summary>JSON of what is stored with a session.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(SessionDetail))]
[JsonSerializable(typeof(ImmutableArray<SessionFlag>))]
internal sealed partial class SessionJson : JsonSerializerContext;
