using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>Knows every open connection: the current one of each station, and those on their way out.</summary>
internal sealed class ConnectionRegistry
{
    private readonly ConcurrentDictionary<StationId, StationConnection> _current = new();
    private readonly ConcurrentDictionary<StationConnection, bool> _all = new();

    // Two handshakes of one station at once: whoever enters last must also be the last its inbox hears of.
    private readonly Lock[] _stripes = [.. Enumerable.Range(0, 64).Select(_ => new Lock())];

    /// <summary>Open connections, those that are closing included.</summary>
    public int Count => _all.Count;

    /// <summary>The current connection of a station.</summary>
    public bool TryGet(StationId station, [NotNullWhen(true)] out StationConnection? connection) => _current.TryGetValue(station, out connection);

    /// <summary>Enters a connection, closes the one it replaces, and opens the inbox for it.</summary>
    public void Open(StationConnection connection)
    {
        _all[connection] = true;
        lock (_stripes[(uint)connection.Station.GetHashCode() % (uint)_stripes.Length])
        {
            _current.TryGetValue(connection.Station, out var replaced);
            _current[connection.Station] = connection;
            replaced?.Close(Statement.Of(LinkEnd.Replaced));
            connection.Inbox.LinkOpened(connection);
        }
    }

    /// <summary>Takes a connection out; one that replaced it stays.</summary>
    public void Remove(StationConnection connection)
    {
        _all.TryRemove(connection, out _);
        _current.TryRemove(new KeyValuePair<StationId, StationConnection>(connection.Station, connection));
    }

    /// <summary>Looks after timeouts and stalled sends.</summary>
    public void Sweep(long now)
    {
        foreach (var (connection, _) in _all)
        {
            connection.Sweep(now);
        }
    }

    /// <summary>Sends every connection a close frame.</summary>
    public void CloseAll(WebSocketCloseStatus status, Statement<LinkEnd> reason)
    {
        foreach (var (connection, _) in _all)
        {
            connection.Close(status, reason);
        }
    }
}
