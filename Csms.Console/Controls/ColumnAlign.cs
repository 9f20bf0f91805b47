namespace Csms.Console.Controls;

/// <summary>Where a cell's content stands.</summary>
public enum ColumnAlign
{
    /// <summary>Text.</summary>
    Start,
    /// <summary>Figures.</summary>
    End,
}
