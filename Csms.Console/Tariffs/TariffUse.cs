namespace Csms.Console.Tariffs;

/// <summary>Who is given a tariff at this moment, as far as somebody sees.</summary>
/// <param name="Stations">Stations that name it.</param>
/// <param name="Sites">Sites that name it.</param>
/// <param name="Tokens">Tokens that name it.</param>
/// <param name="GroupTokens">Tokens of its groups.</param>
public sealed record TariffUse(int Stations, int Sites, int Tokens, int GroupTokens)
{
    /// <summary>Nobody.</summary>
    public static readonly TariffUse None = new(0, 0, 0, 0);
}
