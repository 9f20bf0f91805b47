namespace Csms.Console.Api.Settings;

/// <summary>Who needs a second factor.</summary>
/// <param name="Roles">Whoever holds one of these roles.</param>
internal sealed record SecondFactorView(IReadOnlyList<string> Roles);
