namespace Csms.Console.Controls;

/// <summary>A column that a person may choose.</summary>
/// <param name="Key">Stable name.</param>
/// <param name="Title">Head.</param>
/// <param name="Sortable">The list can be sorted by it.</param>
/// <param name="Extra">Shown only when it was chosen.</param>
/// <param name="Fixed">Always shown, at its place.</param>
public sealed record GridColumn(string Key, string Title, bool Sortable, bool Extra, bool Fixed);
