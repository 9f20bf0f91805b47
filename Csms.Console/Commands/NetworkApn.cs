namespace Csms.Console.Commands;

/// <summary>Access point of a mobile network as wanted (2.x APNType).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Authentication">APNAuthenticationEnumType: PAP, CHAP, NONE, AUTO.</param>
/// <param name="User">User; null: none.</param>
/// <param name="Password">Password; never kept by us.</param>
/// <param name="SimPin">PIN of the SIM card; never kept by us.</param>
/// <param name="PreferredNetwork">MCC and MNC of the network to prefer, 5 or 6 digits; null: any.</param>
/// <param name="OnlyPreferred">Uses no other network than the preferred one; null: not said.</param>
internal sealed record NetworkApn(string Name, string Authentication, string? User, string? Password, int? SimPin, string? PreferredNetwork, bool? OnlyPreferred);
