using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace Csms.Console.Tests.Support;

/// <summary>bunit asks for a newer AngleSharp.Diffing than is served; what it uses of it is the same (build/Bunit.targets).</summary>
internal static class BunitLoading
{
    [ModuleInitializer]
    public static void Prepare() => AssemblyLoadContext.Default.Resolving += (context, name) =>
        name.Name == "AngleSharp.Diffing" ? context.LoadFromAssemblyPath(Path.Combine(AppContext.BaseDirectory, "AngleSharp.Diffing.dll")) : null;
}
