namespace Csms.Engine.Tests.Conformance.Payments;

/// <summary>Tests of payments: one host.</summary>
[CollectionDefinition(Name)]
public sealed class PaymentCollection : ICollectionFixture<PaymentHost>
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "payment host";
}
