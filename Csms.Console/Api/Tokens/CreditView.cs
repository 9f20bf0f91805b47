namespace Csms.Console.Api.Tokens;

/// <summary>What is on a prepaid card, with a page of its entries.</summary>
/// <param name="Prepaid">Whether it ever had an entry; without one the token is not prepaid and has no balance.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Balance">The sum of all entries; below 0: more was charged than was paid in. What running charges cost is not in it.</param>
/// <param name="KeptBack">What its charges cost so far that run at this node; the balance less this is what another may cost.</param>
/// <param name="Items">Entries, newest first.</param>
/// <param name="Next">Give it as cursor to get the page after; null on the last.</param>
internal sealed record CreditView(bool Prepaid, string? Currency, decimal? Balance, decimal? KeptBack, IReadOnlyList<CreditEntryView> Items, string? Next);
