using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Csms.Engine.Events;
using Csms.Engine.Tokens;

namespace Csms.Console.Tokens;

/// <summary>What an import would do, token by token, from what there is at one moment: the dry run. Pure but for the reading of the directory.</summary>
public sealed class ImportPlan
{
    private ImportPlan(TokenFile file, ImportOptions options) => (File, Options) = (file, options);

    /// <summary>The file.</summary>
    public TokenFile File { get; }

    /// <summary>What was asked for.</summary>
    public ImportOptions Options { get; }

    /// <summary>Tokens that are entered.</summary>
    public required IReadOnlyList<TokenChange> Added { get; init; }

    /// <summary>Tokens that change.</summary>
    public required IReadOnlyList<TokenChange> Changed { get; init; }

    /// <summary>Tokens that differ from the file and stay as they are, because existing ones are not to be updated.</summary>
    public required IReadOnlyList<TokenChange> Kept { get; init; }

    /// <summary>Rows that say what is so already.</summary>
    public required int Unchanged { get; init; }

    /// <summary>Tokens that the file does not name and that are not blocked: what <see cref="ImportOptions.BlockMissing"/> is about, asked for or not.</summary>
    public required IReadOnlyList<TokenChange> Missing { get; init; }

    /// <summary>What is written.</summary>
    public IReadOnlyList<TokenChange> Writes => [.. Added, .. Changed, .. Options.BlockMissing ? Missing : []];

    /// <summary>How many are written.</summary>
    public int WriteCount => Added.Count + Changed.Count + (Options.BlockMissing ? Missing.Count : 0);

    /// <summary>Compares a file with what there is.</summary>
    public static ImportPlan Of(TokenFile file, ImportOptions options, TokenDirectory directory)
    {
        List<TokenChange> added = [], changed = [], kept = [];
        var unchanged = 0;
        foreach (var row in file.Rows)
        {
            var before = directory.Find(row.IdToken);
            var after = row.Onto(before, file.Columns);
            if (before is null) added.Add(new TokenChange(null, after));
            else if (after == before) unchanged++;
            else (options.UpdateExisting ? changed : kept).Add(new TokenChange(before, after));
        }

        var missing = directory.All.Where(token => token.Status != AuthorizationStatus.Blocked && !file.Names(token.IdToken))
            .OrderBy(token => token.IdToken, StringComparer.OrdinalIgnoreCase)
            .Select(token => new TokenChange(token, token with { Status = AuthorizationStatus.Blocked })).ToList();
        return new ImportPlan(file, options) { Added = added, Changed = changed, Kept = kept, Unchanged = unchanged, Missing = missing };
    }

    /// <summary>Names exactly this plan: the same file over the same tokens gives the same word. For programs, which don't keep the plan between the dry run and the import.</summary>
    public string Word()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var change in Writes)
        {
            Add(change.Before);
            Add(change.After);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));

        void Add(TokenEntry? entry) => hash.AppendData(Encoding.UTF8.GetBytes(entry is null
            ? "-\n"
            : string.Create(CultureInfo.InvariantCulture, $"{entry.IdToken}\t{entry.Type}\t{entry.Status}\t{entry.GroupId}\t{entry.ExpiresAt?.UtcTicks}\t{entry.Concurrent}\t{entry.Driver}\t{entry.Note}\t{entry.TariffId}\n")));
    }
}
