namespace Csms.Console.Api.Networks;

/// <summary>Access point of the mobile network (APNType).</summary>
/// <param name="Apn">Its name.</param>
/// <param name="Authentication">PAP, CHAP, NONE or AUTO; default AUTO.</param>
/// <param name="User">User.</param>
/// <param name="Password">Password.</param>
/// <param name="SimPin">PIN of the SIM card.</param>
/// <param name="PreferredNetwork">MCC and MNC of the network to prefer, 5 or 6 digits.</param>
/// <param name="UseOnlyPreferredNetwork">Uses no other network.</param>
internal sealed record ApnBody(string Apn, string? Authentication, string? User, string? Password, int? SimPin, string? PreferredNetwork, bool? UseOnlyPreferredNetwork);
