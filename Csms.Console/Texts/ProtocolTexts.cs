namespace Csms.Console.Texts;

/// <summary>What OCPP's actions, fields and words mean; marker of ProtocolTexts.resx and ProtocolTexts.de.resx.</summary>
public sealed class ProtocolTexts;
