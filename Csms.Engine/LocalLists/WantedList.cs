namespace Csms.Engine.LocalLists;

/// <summary>What should stand on a station's list.</summary>
/// <param name="List">The entries.</param>
/// <param name="TooMany">Tokens that belong on it and for which the station has no room.</param>
/// <param name="Unfit">Tokens that the station's OCPP version can't say (a text longer than 20 characters in 1.6, a type of 2.1).</param>
public sealed record WantedList(TokenList List, int TooMany, int Unfit);
