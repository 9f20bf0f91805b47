using Csms.Console.Api.Http;
using Csms.Console.Lists;

namespace Csms.Console.Api.Views;

/// <summary>What a PUT asks of a view, read and checked against what was there before.</summary>
internal sealed class ViewWish
{
    public ViewWish(JsonBody json, SavedView? before)
    {
        var body = new BodyReader(json);
        var list = body.Word("list", [.. ListCatalogue.Names]);
        var name = body.Text("name", ViewDesk.MaxName, nullable: false);
        var query = body.Text("query", ViewDesk.MaxQuery, least: 0, nullable: false);
        var version = body.Integer("version", 1, int.MaxValue);
        Shared = body.Flag("shared").Or(before?.Shared ?? false);
        Version = version.Is ? version.Value : null;
        List = list.Or(before?.List) ?? "";
        Name = name.Or(before?.Name)?.Trim() ?? "";
        Query = query.Is ? ViewQuery.Of(query.Value ?? "") : before?.Query ?? "";
        if (before is not null && List != before.List) body.Fault("list", "A view stays with its list.");
        if (List.Length == 0) body.Fault("list", $"One of: {string.Join(", ", ListCatalogue.Names)}.");
        if (Name.Length == 0) body.Fault("name", "A name is needed.");
        Faults = body.Faults;
    }

    public IDictionary<string, string[]> Faults { get; }

    public string List { get; }

    public string Name { get; }

    public bool Shared { get; }

    public string Query { get; }

    public int? Version { get; }
}
