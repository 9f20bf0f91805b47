namespace Csms.Console.Api.ApiKeys;

/// <summary>A new key and, this once, its text.</summary>
internal sealed record CreatedApiKey(ApiKeyView ApiKey, string Key);
