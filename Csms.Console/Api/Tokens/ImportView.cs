using Csms.Console.Api.Bulk;
using Csms.Console.Tokens;

namespace Csms.Console.Api.Tokens;

/// <summary>What an import does, or would do.</summary>
/// <param name="DryRun">Nothing was written.</param>
/// <param name="Plan">Names exactly these changes: given as the parameter plan, only they are made.</param>
/// <param name="Columns">Columns that are read.</param>
/// <param name="IgnoredColumns">Heads that name no column of a token.</param>
/// <param name="Counts">How many: added, changed, unchanged, leftAlone (differ, and updateExisting is false), refused, missing (not in the file and not blocked), blocked.</param>
/// <param name="Refused">Rows that are not taken, the first 1,000.</param>
/// <param name="Changes">Tokens that change or are blocked, the first 1,000.</param>
internal sealed record ImportView(
    bool DryRun, string Plan, IReadOnlyList<string> Columns, IReadOnlyList<string> IgnoredColumns, IReadOnlyDictionary<string, int> Counts,
    IReadOnlyList<RefusedRowView> Refused, IReadOnlyList<TokenChangeView> Changes)
{
    private const int Listed = 1000;

    public static ImportView Of(ImportPlan plan, bool dryRun) => new(
        dryRun,
        plan.Word(),
        [.. TokenCsv.Known.Where(plan.File.Columns.Contains)],
        plan.File.Ignored,
        new Dictionary<string, int>
        {
            ["added"] = plan.Added.Count, ["changed"] = plan.Changed.Count, ["unchanged"] = plan.Unchanged, ["leftAlone"] = plan.Kept.Count,
            ["refused"] = plan.File.Refused.Count, ["missing"] = plan.Missing.Count, ["blocked"] = plan.Options.BlockMissing ? plan.Missing.Count : 0,
        },
        [.. plan.File.Refused.Take(Listed).Select(row => new RefusedRowView(row.Line, row.Token, row.Column, row.Value, BulkRunView.Word(row.Why), Text(row)))],
        [.. plan.Writes.Where(change => change.Before is not null).Take(Listed).Select(change => new TokenChangeView(change.IdToken, TokenView.Of(change.Before!), TokenView.Of(change.After!)))]);

    private static string Text(RefusedRow row) => row.Why switch
    {
        RefusedWhy.TooManyCells => "More cells than heads: a text with a separator in it needs quotation marks.",
        RefusedWhy.NoToken => "No token.",
        RefusedWhy.NotAToken => "1 to 255 characters without control characters are needed.",
        RefusedWhy.Rounded => "A spreadsheet has made a number of it and rounded it.",
        RefusedWhy.Twice => $"The token stands in line {row.EarlierLine} already.",
        RefusedWhy.NotAType => "No type of OCPP.",
        RefusedWhy.NotAStatus => "No status of OCPP.",
        RefusedWhy.NotAGroup => "Up to 255 characters without control characters.",
        RefusedWhy.NotATime => "A time such as 2027-03-01T12:00:00Z, 2027-03-01 12:00 or 01.03.2027 is needed.",
        RefusedWhy.NotALanguage => "A language of RFC 5646 of up to 8 characters is needed: de, en-GB.",
        RefusedWhy.NotAPriority => "A whole number from -9 to 9 is needed.",
        RefusedWhy.NotPlaces => "Stations or EVSEs are needed, parted by blanks, at most 200: HBN-07 HBN-08/2.",
        RefusedWhy.NotATariff => "No tariff that the caller may give: unknown, retired, or outside of its scopes.",
        RefusedWhy.PricedGroup => "The drivers of this group, or of the one it would leave, pay a tariff of their own that the caller may not change.",
        RefusedWhy.NotAFlag => "true or false is needed.",
        RefusedWhy.NotAText => "Up to 500 characters without control characters.",
        _ => throw new InvalidOperationException($"no reason {row.Why}"),
    };
}
