namespace Csms.Console.Pages.Tariffs;

/// <summary>What drivers read, in one language, as it is typed.</summary>
public sealed class TextDraft
{
    /// <summary>Language tag.</summary>
    public string Language { get; set; } = "";

    /// <summary>The text; empty: none.</summary>
    public string Content { get; set; } = "";

    /// <summary>How it is written (2.1 MessageFormatEnumType).</summary>
    public string Format { get; set; } = "UTF8";
}
