namespace Csms.Engine.Tariffs;

/// <summary>What an entry of credit is.</summary>
public enum CreditKind
{
    /// <summary>Somebody paid in.</summary>
    TopUp,

    /// <summary>A session was paid.</summary>
    Charge,

    /// <summary>Something before it was wrong.</summary>
    Correction,
}
