namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>All tests of the sign-in with a provider share one host and one provider.</summary>
[CollectionDefinition(Name)]
public sealed class ProviderCollection : ICollectionFixture<ProviderHost>
{
    public const string Name = "SingleSignOn";
}
