namespace Csms.Console.Tariffs;

/// <summary>What of a token's change would change its driver's price against the rules.</summary>
/// <param name="Member">Of the token: <see cref="Tariff"/> or <see cref="Group"/>.</param>
/// <param name="Fault">Why.</param>
public sealed record TokenPriceFault(string Member, AssignFault Fault)
{
    /// <summary>Its own tariff.</summary>
    public const string Tariff = "tariffId";

    /// <summary>Its group, whose tariff it pays.</summary>
    public const string Group = "groupId";
}
