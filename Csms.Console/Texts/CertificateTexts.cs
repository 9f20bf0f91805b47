namespace Csms.Console.Texts;

/// <summary>Words of connection security; marker of CertificateTexts.resx and CertificateTexts.de.resx.</summary>
public sealed class CertificateTexts;
