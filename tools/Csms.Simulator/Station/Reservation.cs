namespace Csms.Simulator.Station;

/// <summary>A reservation held by the station.</summary>
/// <param name="Id">Id given by the CSMS.</param>
/// <param name="EvseId">The EVSE, null = any.</param>
/// <param name="Token">Who may charge.</param>
/// <param name="Group">Whose group may charge.</param>
/// <param name="ExpiresAt">When it ends unused.</param>
public sealed record Reservation(int Id, int? EvseId, IdToken Token, string? Group, DateTimeOffset ExpiresAt)
{
    /// <summary>True when a token or its group may use it.</summary>
    public bool Admits(IdToken token, string? group) => Token.Is(token) || (Group is not null && string.Equals(Group, group, StringComparison.OrdinalIgnoreCase));
}
