namespace Csms.Console.Security.SingleSignOn;

/// <summary>Whom an identity of the provider is here, or why nobody.</summary>
/// <param name="User">The account; null: nobody.</param>
/// <param name="Refusal">Why the person is not let in; null: let in.</param>
internal sealed record ProviderAccount(ConsoleUser? User, ProviderRefusal? Refusal = null)
{
    public static implicit operator ProviderAccount(ProviderRefusal refusal) => new(null, refusal);
}
