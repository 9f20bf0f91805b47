namespace Csms.Engine.Tests.Support;

/// <summary>Tests that share one running host.</summary>
[CollectionDefinition(Name)]
public sealed class EngineCollection : ICollectionFixture<EngineHost>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "engine host";
}
