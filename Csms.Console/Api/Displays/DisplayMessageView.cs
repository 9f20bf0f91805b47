using Csms.Engine.Displays;

namespace Csms.Console.Api.Displays;

/// <summary>A message on a display.</summary>
/// <param name="Id">Its number at the station.</param>
/// <param name="Content">What is shown.</param>
/// <param name="Format">UTF8, ASCII, HTML, URI or QRCODE.</param>
/// <param name="Language">Language tag.</param>
/// <param name="Priority">NormalCycle, InFront or AlwaysFront.</param>
/// <param name="State">Only in this state of the station; null: in any.</param>
/// <param name="StartsAt">Shown from then on.</param>
/// <param name="EndsAt">Gone from then on.</param>
/// <param name="TransactionId">Only while this transaction runs.</param>
/// <param name="MessageExtra">The same in other languages (2.1).</param>
/// <param name="AcceptedAt">When the station accepted it; null: it was found there.</param>
/// <param name="ToldAt">When the station last told that it holds it.</param>
internal sealed record DisplayMessageView(
    int Id, string Content, string Format, string? Language, string Priority, string? State, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? TransactionId,
    IReadOnlyList<DisplayTextBody> MessageExtra, DateTimeOffset? AcceptedAt, DateTimeOffset? ToldAt)
{
    public static DisplayMessageView Of(DisplayMessage message) => new(
        message.Id, message.Content, message.Format, message.Language, message.Priority, message.State, message.StartsAt, message.EndsAt, message.TransactionId,
        [.. message.Extra.Select(text => new DisplayTextBody(text.Language, text.Content, text.Format))], message.AcceptedAt, message.ToldAt);
}
