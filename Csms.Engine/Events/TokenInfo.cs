namespace Csms.Engine.Events;

/// <summary>What a station says beside a token (OCPP 2.x AdditionalInfoType): the number of the car's controller, the reference of a payment…</summary>
/// <param name="Value">The text, as it came.</param>
/// <param name="Type">What it is: <c>EVCCID</c> (2.1 Q01.FR.02) or a word that operator and station have agreed on.</param>
public sealed record TokenInfo(string Value, string Type)
{
    /// <summary>Type of the number of the car's controller.</summary>
    public const string Evcc = "EVCCID";

    /// <summary>Type of the brand of a payment (2.1 TariffConditionsFixedType.paymentBrand).</summary>
    public const string PaymentBrand = "PaymentBrand";

    /// <summary>Type of the kind of a payment, such as CC or Debit (2.1 TariffConditionsFixedType.paymentRecognition).</summary>
    public const string PaymentRecognition = "PaymentRecognition";
}
