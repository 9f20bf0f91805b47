using System.Runtime.CompilerServices;

namespace Csms.Engine.Tests.Support;

/// <summary>Where the sources of this build are.</summary>
internal static class SourceTree
{
    /// <summary>The folder of the solution; the test's own folder when it runs away from its sources.</summary>
    public static string Root { get; } = Find();

    private static string Find([CallerFilePath] string here = "")
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Csms.Console.sln")))
            {
                return folder;
            }
        }

        return AppContext.BaseDirectory;
    }
}
