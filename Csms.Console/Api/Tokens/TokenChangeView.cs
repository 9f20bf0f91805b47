namespace Csms.Console.Api.Tokens;

/// <summary>A token that changes.</summary>
/// <param name="IdToken">Which.</param>
/// <param name="Before">As it is.</param>
/// <param name="After">As it shall be.</param>
internal sealed record TokenChangeView(string IdToken, TokenView Before, TokenView After);
