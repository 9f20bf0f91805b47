namespace Csms.Console.Texts;

/// <summary>Words of fault codes and messages of vendors; marker of VendorTexts.resx and VendorTexts.de.resx.</summary>
public sealed class VendorTexts;
