using Csms.Console.Controls;

namespace Csms.Console.Tests.Controls;

/// <summary>The small line beside a figure.</summary>
public sealed class SparklinePathTests
{
    private const double Unknown = double.NaN;

    [Theory]
    [InlineData(new double[] { }, "")]
    [InlineData(new[] { Unknown, Unknown }, "")]
    [InlineData(new[] { 0d, 10 }, "M1 18L41 2")]
    [InlineData(new[] { 0d, Unknown, 10 }, "M1 18L41 2")]
    [InlineData(new[] { 0d, 5, Unknown, Unknown, 10 }, "M1 18L11 10M41 2")]
    [InlineData(new[] { Unknown, 0d, 10 }, "M21 18L41 2")]
    public void Of_Values_DrawsWhatIsKnown(double[] values, string path) => Assert.Equal(path, SparklinePath.Of(values, 44, 20).Path);
}
