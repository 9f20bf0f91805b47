using System.Text.Json;
using Csms.Engine.Swaps;

namespace Csms.Console.Api.Swaps;

/// <summary>A battery swap.</summary>
/// <param name="Id">Unique over all stations.</param>
/// <param name="StationId">Where.</param>
/// <param name="RequestId">As the station knows it; a station may use a number again.</param>
/// <param name="IdToken">Who swaps; null for readers without tokens.read.</param>
/// <param name="IdTokenType">In OCPP 2.1's words; null for readers without tokens.read.</param>
/// <param name="TokenStatus">What the token was worth when the swap began.</param>
/// <param name="State">requested, open, completed, timedOut, refused or lapsed.</param>
/// <param name="RequestedBy">Who asked for it from here; null: it began at the station.</param>
/// <param name="BegunAt">When it was first heard of.</param>
/// <param name="InAt">When it was told that batteries were put in.</param>
/// <param name="OutAt">When it was told that batteries were taken out.</param>
/// <param name="TimeoutAt">When it was told that batteries were not taken out in time.</param>
/// <param name="EndedAt">When it ended; null until then.</param>
/// <param name="ReasonCode">Why the station refused it, by its code.</param>
/// <param name="Reason">The same in the station's words.</param>
/// <param name="BatteriesIn">Batteries put in.</param>
/// <param name="BatteriesOut">Batteries taken out.</param>
/// <param name="BatteriesLeft">Batteries offered and not taken out in time.</param>
internal sealed record SwapView(
    Guid Id, string StationId, int RequestId, string? IdToken, string? IdTokenType, string? TokenStatus, string State, string? RequestedBy, DateTimeOffset BegunAt, DateTimeOffset? InAt, DateTimeOffset? OutAt,
    DateTimeOffset? TimeoutAt, DateTimeOffset? EndedAt, string? ReasonCode, string? Reason, IReadOnlyList<BatteryView> BatteriesIn, IReadOnlyList<BatteryView> BatteriesOut, IReadOnlyList<BatteryView> BatteriesLeft)
{
    /// <summary>States as they are spelt here.</summary>
    public static readonly string[] States = [.. Enum.GetNames<SwapState>().Select(JsonNamingPolicy.CamelCase.ConvertName)];

    /// <param name="swap">The swap.</param>
    /// <param name="withToken">Whether the reader may know whose it is.</param>
    public static SwapView Of(BatterySwap swap, bool withToken) => new(
        swap.Id, swap.Station.Value, swap.RequestId, withToken ? swap.IdToken : null, withToken ? swap.IdTokenType : null, swap.TokenStatus, JsonNamingPolicy.CamelCase.ConvertName(swap.State.ToString()), swap.Actor,
        swap.BegunAt, swap.InAt, swap.OutAt, swap.TimeoutAt, swap.EndedAt, swap.ReasonCode, swap.Reason,
        [.. swap.In.Select(BatteryView.Of)], [.. swap.Out.Select(BatteryView.Of)], [.. swap.Left.Select(BatteryView.Of)]);
}
