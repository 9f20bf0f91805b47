namespace Csms.Engine.Customers;

/// <summary>By what a customer is named (OCPP 2.1 part 2, N09 and N10: one of them).</summary>
public enum CustomerSubject
{
    /// <summary>A token.</summary>
    Token,

    /// <summary>A text that the vendor knows.</summary>
    Identifier,

    /// <summary>The hash of the customer's certificate.</summary>
    Certificate,

    /// <summary>It is removed.</summary>
    Removed,
}
