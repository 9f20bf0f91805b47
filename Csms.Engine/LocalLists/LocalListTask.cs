using System.Text.Json.Nodes;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands.Bulk;

namespace Csms.Engine.LocalLists;

/// <summary>Who sees to the local lists of many stations, and which groups belong on them. A station need not be there: what follows for it is sent when it is.</summary>
public sealed class LocalListTask : IBulkTask
{
    /// <summary>Name of the task.</summary>
    public const string Name = "local-list";

    private const int MostGroups = 200;
    private static readonly string[] _members = ["mode", "groups"];

    private readonly LocalListBook _book;
    private readonly StationRegistry _registry;
    private readonly TimeProvider _time;

    internal LocalListTask(LocalListBook book, StationRegistry registry, TimeProvider time) => (_book, _registry, _time) = (book, registry, time);

    /// <inheritdoc/>
    public string Action => Name;

    /// <inheritdoc/>
    public bool NeedsStation => false;

    /// <inheritdoc/>
    public (string Member, string Needed)? Wrong(JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(body);
        if (body.Select(member => member.Key).FirstOrDefault(name => !_members.Contains(name)) is { } unknown) return (unknown, $"Members are {string.Join(", ", _members)}.");
        if (Mode(body) is null) return ("mode", $"One of: {string.Join(", ", Enum.GetNames<LocalListMode>())}.");
        return body.ContainsKey("groups") && Groups(body) is null ? ("groups", $"A list of up to {MostGroups} names of groups is needed.") : null;
    }

    /// <inheritdoc/>
    public BulkLeftOut? LeaveOut(StationState station, JsonObject body)
    {
        ArgumentNullException.ThrowIfNull(station);
        ArgumentNullException.ThrowIfNull(body);
        var state = _book.Find(station.Id);
        var mode = Mode(body);
        if (state.IsUnsupported && mode != LocalListMode.Off) return BulkLeftOut.NoLocalList;
        return state.Mode == mode && (Groups(body) is not { } groups || state.Groups.ToHashSet(StringComparer.OrdinalIgnoreCase).SetEquals(groups)) ? BulkLeftOut.Same : null;
    }

    /// <inheritdoc/>
    public async Task<BulkItem> DoAsync(BulkRun run, BulkItem item, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(item);
        if (_registry.Find(item.Station) is not { } station) return item with { State = BulkItemState.NotReached, LeftOut = BulkLeftOut.Gone, SettledAt = _time.GetUtcNow() };
        var body = (JsonObject)JsonNode.Parse(run.Body)!;
        await _book.DecideAsync(station, Mode(body)!.Value, Groups(body) ?? _book.Find(station.Id).Groups, cancellation);
        return Done(item, _time.GetUtcNow());
    }

    /// <inheritdoc/>
    public BulkItem? Judge(BulkRun run, BulkItem item, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(item);
        return _registry.Find(item.Station) is { } station && LeaveOut(station, (JsonObject)JsonNode.Parse(run.Body)!) == BulkLeftOut.Same ? Done(item, now) : null;
    }

    private static BulkItem Done(BulkItem item, DateTimeOffset now) => item with { State = BulkItemState.Done, SettledAt = now };

    private static LocalListMode? Mode(JsonObject body) => body["mode"] is JsonValue value && value.TryGetValue<string>(out var word) && Enum.GetNames<LocalListMode>().Contains(word) ? Enum.Parse<LocalListMode>(word) : null;

    private static IReadOnlyList<string>? Groups(JsonObject body) =>
        body["groups"] is JsonArray { Count: <= MostGroups } list && list.All(each => each is JsonValue value && value.TryGetValue<string>(out var name) && Tokens.TokenRules.IsToken(name)) ? [.. list.Select(each => each!.GetValue<string>())] : null;
}
