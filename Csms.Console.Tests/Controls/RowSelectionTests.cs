using Csms.Console.Controls;

namespace Csms.Console.Tests.Controls;

public sealed class RowSelectionTests
{
    [Fact]
    public void Everything_RowsThatComeLater_AreTickedToo()
    {
        var selection = RowSelection.Everything.Toggle("B");
        Assert.Equal(["A", "C", "D"], selection.Pick(["A", "B", "C", "D"], key => key));
        Assert.Equal(9, selection.Count(matching: 10));
        Assert.True(selection.Contains("never loaded"));
        Assert.False(selection.IsNone);
    }

    [Fact]
    public void Range_OnEverything_TakesBackWhatWasTakenOut() =>
        Assert.Equal(["A", "B", "C"], RowSelection.Everything.Toggle("A").Toggle("B").With(["A", "B"]).Pick(["A", "B", "C"], key => key));

    [Fact]
    public void Keys_TickedAndUnticked_LeaveNothing()
    {
        var selection = RowSelection.Of("A", "B").Toggle("A").Toggle("B");
        Assert.True(selection.IsNone);
        Assert.Equal(0, selection.Count(matching: 5));
    }
}
