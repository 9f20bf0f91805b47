namespace Csms.Pictures;

/// <summary>What pictures are wanted.</summary>
internal sealed record PictureOptions
{
    public required DirectoryInfo Folder { get; init; }
    /// <summary>A console that runs; null: one is started.</summary>
    public Uri? Url { get; init; }
    public required string Email { get; init; }
    public required string Password { get; init; }
    public required string Chromium { get; init; }
    public IReadOnlyList<string> Only { get; init; } = [];
    public IReadOnlyList<int> Widths { get; init; } = Look.Widths;
    public IReadOnlyList<string> Themes { get; init; } = Look.Themes;
    public IReadOnlyList<string> Languages { get; init; } = Look.Languages;
    public TimeSpan Warm { get; init; }

    public IEnumerable<ConsolePage> Pages => ConsolePage.All.Where(page => page.IsOneOf(Only));

    public IEnumerable<Look> Looks => from width in Widths from language in Languages from theme in Themes select new Look(width, theme, language);

    /// <summary>Pictures are no part of the repository: says why the folder will not do, or null.</summary>
    public static string? FolderFault(DirectoryInfo folder)
    {
        for (var at = folder; at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Csms.Console.sln"))) return $"{folder.FullName} lies in the repository: name a folder outside of it.";
        }

        return null;
    }
}
