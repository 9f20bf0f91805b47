namespace Csms.Console.Texts;

/// <summary>Words of payments at terminals; marker of PaymentTexts.resx and PaymentTexts.de.resx.</summary>
public sealed class PaymentTexts;
