using Csms.Console.Tests.Pages;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("Csms.Console.Tests.Support.LongestFirst", "Csms.Console.Tests")]

namespace Csms.Console.Tests.Support;

/// <summary>The walks through all pages begin first: begun last they would go on alone while the rest of the machine has nothing to do.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    /// <inheritdoc />
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => collection.DisplayName == PagesCollection.Name ? 0 : collection.DisplayName.EndsWith(nameof(RoleTests), StringComparison.Ordinal) ? 1 : 2);
}
