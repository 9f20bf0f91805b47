using Csms.Console.Tests.Pages;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Csms.Console.Tests.Support.LongestFirst", "Csms.Console.Tests")]

namespace Csms.Console.Tests.Support;

/// <summary>The walk through all pages begins first: begun last it would go on alone while the rest of the machine has nothing to do.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == PagesCollection.Name ? 0 : 1);
}
