namespace Csms.Engine.Storage;

/// <summary>Whether an exchange of the raw log is wanted.</summary>
/// <param name="at">When the request was received or sent.</param>
/// <param name="action">Action; empty when unknown.</param>
/// <param name="request">Payload of the request.</param>
/// <param name="answer">Payload of the answer; null without one.</param>
public delegate bool ExchangeRule(DateTimeOffset at, string action, string request, string? answer);
