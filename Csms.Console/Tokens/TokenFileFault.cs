namespace Csms.Console.Tokens;

/// <summary>Why nothing of a file can be taken.</summary>
public enum TokenFileFault
{
    /// <summary>No line has content.</summary>
    Empty,
    /// <summary>Its bytes are no UTF-8.</summary>
    NotUtf8,
    /// <summary>A quotation mark opens a cell and none closes it.</summary>
    QuoteOpen,
    /// <summary>More rows than are taken at once.</summary>
    TooManyRows,
    /// <summary>No head names the tokens.</summary>
    NoToken,
    /// <summary>Two heads name the same column.</summary>
    ColumnTwice,
}
