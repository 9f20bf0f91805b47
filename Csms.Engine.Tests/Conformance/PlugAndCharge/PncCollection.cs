namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>Tests of Plug and Charge: one host.</summary>
[CollectionDefinition(Name)]
public sealed class PncCollection : ICollectionFixture<PncHost>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "plug and charge host";
}
