namespace Csms.Engine.Tests;

/// <summary>The reference material beside the repository (<c>../shared</c>): official schemas, device model lists, test vectors. It is not part of the repository.</summary>
internal static class SharedReference
{
    /// <summary>The root of the repository.</summary>
    public static string Repository { get; } = FindRepository();

    public static string Root { get; } = Path.GetFullPath(Path.Combine(Repository, "..", "shared"));

    public static string Schemas => Path.Combine(Root, "ocpp", "schemas");

    /// <summary>Why a test that needs the material is skipped; null to run it. In CI it runs, and fails when the material is missing.</summary>
    public static string? SkipReason =>
        Directory.Exists(Root) || Environment.GetEnvironmentVariable("CI") == "true" ? null : "../shared (official schemas and vectors) is not there";

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Csms.Console.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("No folder above the tests holds Csms.Console.sln.");
    }
}
