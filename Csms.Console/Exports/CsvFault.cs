namespace Csms.Console.Exports;

/// <summary>Why a file can't be read as CSV.</summary>
internal enum CsvFault
{
    /// <summary>Its bytes are no UTF-8.</summary>
    NotUtf8,
    /// <summary>A quotation mark opens a cell and none closes it.</summary>
    QuoteOpen,
    /// <summary>It has more records than are taken.</summary>
    TooManyRecords,
}
