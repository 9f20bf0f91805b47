namespace Csms.Console.Layout;

/// <summary>A page in the navigation. Register it with <see cref="ShellSetup.AddNavEntry"/> beside the page it leads to.</summary>
/// <param name="Key">Stable name, also of its count: "stations".</param>
/// <param name="Group">Section it stands in.</param>
/// <param name="Order">Place inside the section.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Icon">Symbol of icons.svg without "i-".</param>
/// <param name="Title">Its name in the person's language.</param>
/// <param name="Permission">Shown only to who may do this somewhere; null to everyone.</param>
/// <param name="GoKey">Letter after G that leads there.</param>
public sealed record NavEntry(string Key, NavGroup Group, int Order, string Href, string Icon, Func<IServiceProvider, string> Title, string? Permission, char? GoKey = null);
