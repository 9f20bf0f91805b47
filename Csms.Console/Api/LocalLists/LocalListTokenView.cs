namespace Csms.Console.Api.LocalLists;

/// <summary>An id token in OCPP 2.1's words.</summary>
/// <param name="IdToken">The text.</param>
/// <param name="Type">Central, ISO14443…</param>
internal sealed record LocalListTokenView(string IdToken, string Type);
