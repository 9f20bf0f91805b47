namespace Csms.Console.Tests.Pages;

/// <summary>The tests that look at every page share one network.</summary>
[CollectionDefinition(Name)]
public sealed class PagesCollection : ICollectionFixture<PagesHost>
{
    /// <summary>Its name.</summary>
    public const string Name = "Pages";
}
