namespace Csms.Console.Api.Tokens;

/// <summary>Body of POST /token-groups/{group}/rename.</summary>
/// <param name="To">The new id.</param>
/// <param name="Merge">true: it may be a group that has tokens already; the two can't be told apart afterwards. Default false.</param>
internal sealed record GroupRenameBody(string To, bool? Merge);
