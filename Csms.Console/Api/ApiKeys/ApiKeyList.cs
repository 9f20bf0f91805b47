namespace Csms.Console.Api.ApiKeys;

/// <summary>A page of API keys.</summary>
internal sealed record ApiKeyList(IReadOnlyList<ApiKeyView> Items, string? Next);
