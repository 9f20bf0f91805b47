namespace Csms.Engine.Events;

/// <summary>What a driver presents: the text as presented and its type in OCPP 2.1's words (<c>ISO14443</c>, <c>eMAID</c>, <c>Central</c>…).</summary>
/// <param name="Value">The token; compared without regard to case (OCPP 1.6 CiString20Type, 2.x identifierString).</param>
/// <param name="Type">The id token type. A 1.6 idTag has none on the wire and is given <see cref="TypeOf16"/>.</param>
public sealed record IdToken(string Value, string Type)
{
    /// <summary>The type given to an OCPP 1.6 idTag, which names none.</summary>
    public const string TypeOf16 = "ISO14443";

    /// <summary>The type of a transaction that needs no authorization (OCPP 2.x C02.FR.02).</summary>
    public const string NoAuthorization = "NoAuthorization";

    /// <summary>The type of a payment at a terminal: the token is the payment's reference (OCPP 2.1 C18).</summary>
    public const string DirectPayment = "DirectPayment";
}
