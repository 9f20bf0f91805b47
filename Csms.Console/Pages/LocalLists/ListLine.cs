using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.LocalLists;

namespace Csms.Console.Pages.LocalLists;

/// <summary>A token in the table of a station's list: what stands there, or what should.</summary>
/// <param name="IdToken">The token.</param>
/// <param name="Type">In OCPP 2.1's words.</param>
/// <param name="Status">What the station answers for it.</param>
/// <param name="Group">Its group.</param>
/// <param name="ExpiresAt">When the station takes it as expired.</param>
/// <param name="Mark">How it stands to what should be.</param>
internal sealed record ListLine(string IdToken, string Type, string Status, string? Group, DateTimeOffset? ExpiresAt, ListMark Mark)
{
    public static ListLine Of(ListEntry entry, ListMark mark)
    {
        var info = JsonNode.Parse(entry.Info);
        var expires = DateTimeOffset.TryParse((string?)info?["cacheExpiryDateTime"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : (DateTimeOffset?)null;
        return new(entry.IdToken, entry.Type, (string?)info?["status"] ?? "", (string?)info?["groupIdToken"]?["idToken"], expires, mark);
    }

    /// <summary>Everything that is on the list or should be, by token.</summary>
    /// <param name="held">What the station holds.</param>
    /// <param name="wanted">What it should; null: nobody sees to it.</param>
    public static IReadOnlyList<ListLine> All(TokenList held, TokenList? wanted)
    {
        if (wanted is null) return [.. held.Entries.Select(entry => Of(entry, ListMark.None))];
        var lines = held.Entries.Select(entry => wanted.Find(entry.IdToken) is { } should ? Of(should, should == entry ? ListMark.None : ListMark.Changed) : Of(entry, ListMark.Gone));
        return [.. lines.Concat(wanted.Entries.Where(entry => held.Find(entry.IdToken) is null).Select(entry => Of(entry, ListMark.New))).OrderBy(line => line.IdToken, StringComparer.OrdinalIgnoreCase)];
    }
}
