using Csms.Engine.Tests.Api;

namespace Csms.Engine.Tests.Conformance.Charging;

/// <summary>Tests of smart charging, V2X and DER: one host, spoken to over REST and by stations.</summary>
[CollectionDefinition(Name)]
public sealed class ChargingCollection : ICollectionFixture<ApiHost>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "charging host";
}
