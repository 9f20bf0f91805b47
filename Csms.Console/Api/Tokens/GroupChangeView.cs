namespace Csms.Console.Api.Tokens;

/// <summary>What was done to a group.</summary>
/// <param name="Changed">How many tokens were changed; each is in the audit log.</param>
internal sealed record GroupChangeView(int Changed);
