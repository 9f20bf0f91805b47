namespace Csms.Console.Api.Displays;

/// <summary>Body of PUT /api/v1/stations/{id}/display-messages/{messageId}.</summary>
/// <param name="Content">What is shown, up to 512 characters.</param>
/// <param name="Format">UTF8 (when nothing is said), ASCII, HTML, URI or, in 2.1, QRCODE.</param>
/// <param name="Language">Language tag, up to 8 characters.</param>
/// <param name="Priority">NormalCycle (when nothing is said), InFront or AlwaysFront.</param>
/// <param name="State">Only in this state of the station: Charging, Faulted, Idle, Unavailable.</param>
/// <param name="StartsAt">Shown from then on.</param>
/// <param name="EndsAt">Gone from then on.</param>
/// <param name="TransactionId">Only while this transaction runs.</param>
/// <param name="MessageExtra">The same in other languages, 2.1 only, at most 4.</param>
internal sealed record DisplayMessageBody(string Content, string? Format, string? Language, string? Priority, string? State, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, string? TransactionId,
    IReadOnlyList<DisplayTextBody>? MessageExtra);
