using System.Globalization;
using Csms.Engine.Tariffs.OnStation;

namespace Csms.Console.Pages.Tariffs;

/// <summary>A tariff in the list of a station: one that it holds, or one that it did not take.</summary>
public sealed record TariffLine
{
    /// <summary>Tells it apart.</summary>
    public required string Key { get; init; }

    /// <summary>Its identity.</summary>
    public required string TariffId { get; init; }

    /// <summary>One of <see cref="TariffKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Where; none: everywhere.</summary>
    public IReadOnlyList<int> Evses { get; init; } = [];

    /// <summary>Whose, of a driver tariff.</summary>
    public IReadOnlyList<string> IdTokens { get; init; } = [];

    /// <summary>Whose; null: of no transaction.</summary>
    public string? TransactionId { get; init; }

    /// <summary>Applies from then on.</summary>
    public DateTimeOffset? ValidFrom { get; init; }

    /// <summary>As sent; null: found there.</summary>
    public string? Body { get; init; }

    /// <summary>Its prices.</summary>
    public required TariffSums Sums { get; init; }

    /// <summary>The station's word when it did not take it.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why, in its words.</summary>
    public string? Reason { get; init; }

    /// <summary>When it was answered.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Who sent it.</summary>
    public string? Actor { get; init; }

    /// <summary>The station did not take it.</summary>
    public bool IsRefused => Refusal is not null;

    /// <summary>ClearTariffs takes it away; that of a transaction goes with it.</summary>
    public bool CanClear => !IsRefused && TransactionId is null;

    /// <summary>What a station holds, then what it did not take.</summary>
    public static IReadOnlyList<TariffLine> Of(StationTariffs tariffs, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(tariffs);
        return
        [
            .. tariffs.Held.Select(held => new TariffLine
            {
                Key = $"{held.Kind}/{held.TariffId}/{held.TransactionId}", TariffId = held.TariffId, Kind = held.Kind, Evses = held.EvseIds, IdTokens = held.IdTokens, TransactionId = held.TransactionId,
                ValidFrom = held.ValidFrom, Body = held.Body, Sums = new TariffSums(held.Body, culture), At = held.AcceptedAt, Actor = held.Actor,
            }),
            .. tariffs.Refused.Select(refused => new TariffLine
            {
                Key = $"refused/{refused.TariffId}", TariffId = refused.TariffId, Kind = refused.Kind, Evses = refused.EvseId is { } evse and > 0 ? [evse] : [], TransactionId = refused.TransactionId,
                Body = refused.Body, Sums = new TariffSums(refused.Body, culture), Refusal = refused.Status, Reason = refused.Reason, At = refused.At, Actor = refused.Actor,
            }),
        ];
    }
}
