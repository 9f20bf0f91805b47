using System.Collections.Concurrent;
using System.Collections.Immutable;
using Csms.Engine.Ocpp;
using Csms.Engine.Units;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Csms.Engine.Stations.Commands;

/// <summary>
/// Commands that are not over, and their records. One stays here until its end is written: who does not find it here finds the end in
/// <see cref="CommandStore"/>.
/// </summary>
internal sealed partial class OpenCommands(CommandStore store, ILogger<OpenCommands> logger)
{
    private readonly ConcurrentDictionary<Guid, CommandLife> _lives = new();
    private readonly ConcurrentDictionary<StationId, ImmutableArray<CommandLife>> _ofStation = new();

    /// <summary>Every one.</summary>
    public IEnumerable<CommandLife> All => _lives.Values;

    /// <summary>One, or null.</summary>
    public CommandLife? Find(Guid id) => _lives.GetValueOrDefault(id);

    /// <summary>One as it stands: from here, or its end from the store; null when there is none.</summary>
    public async Task<StationCommand?> ReadAsync(Guid id, CancellationToken cancellation) => Find(id)?.Command ?? await store.FindAsync(id, cancellation);

    /// <summary>Those of a station, in the order in which they were given.</summary>
    public ImmutableArray<CommandLife> OfStation(StationId station) => _ofStation.TryGetValue(station, out var lives) ? lives : [];

    /// <summary>Takes one in.</summary>
    public void Add(CommandLife life)
    {
        var command = life.Command;
        _lives[command.Id] = life;
        _ofStation.AddOrUpdate(command.Station, static (_, added) => [added], static (_, lives, added) => lives.Add(added), life);
    }

    /// <summary>A command is on its way, or waits for sure: older ones whose place it takes need not leave any more.</summary>
    /// <returns>Those; their ends are still to be written.</returns>
    public IReadOnlyList<CommandLife> Supersede(CommandLife newer)
    {
        var ended = new List<CommandLife>();
        foreach (var older in OfStation(newer.Command.Station))
        {
            if (ReferenceEquals(older, newer)) break; // what was given after it is newer
            if (older.Command.Stage == CommandStage.Queued && Supersession.Replaces(newer.Command, older.Command)
                && older.TryLeave(CommandStage.Queued, command => command with { Stage = CommandStage.Superseded, SupersededBy = newer.Command.Id, Fault = Statement.Of(CommandFault.Superseded) }))
            {
                ended.Add(older);
            }
        }

        return ended;
    }

    /// <summary>Takes back those that waited when the engine ended. Those that had left have no answer any more.</summary>
    public async Task ResumeAsync(CancellationToken cancellation)
    {
        await store.AbandonSentAsync(cancellation);
        foreach (var command in await store.WaitingAsync(cancellation))
        {
            Add(new CommandLife(command, stored: true));
        }
    }

    /// <summary>Writes the record as it stands; false when the store can't take it now.</summary>
    public async Task<bool> SaveAsync(CommandLife life)
    {
        try
        {
            await life.WriteAsync(command => store.SaveAsync(command, CancellationToken.None));
            return true;
        }
        catch (Exception exception) when (exception is NpgsqlException or IOException or TimeoutException)
        {
            var command = life.Command;
            LogSaveFailed(exception, command.Station, command.Action, command.Stage);
            return false;
        }
    }

    /// <summary>Nothing more happens to it: writes the end and lets it go; false when the store can't take it now, and this is to be tried again.</summary>
    public async Task<bool> CloseAsync(CommandLife life)
    {
        life.Close();
        if (!await SaveAsync(life))
        {
            return false;
        }

        Remove(life);
        return true;
    }

    private void Remove(CommandLife life)
    {
        var command = life.Command;
        _lives.TryRemove(command.Id, out _);
        while (_ofStation.TryGetValue(command.Station, out var lives))
        {
            var rest = lives.Remove(life);
            if (rest.IsEmpty ? _ofStation.TryRemove(new(command.Station, lives)) : _ofStation.TryUpdate(command.Station, rest, lives))
            {
                return;
            }
        }
    }

    [LoggerMessage(3101, LogLevel.Warning, "Station {Station}: the record of command {Action} ({Stage}) could not be written")]
    private partial void LogSaveFailed(Exception exception, StationId station, string action, CommandStage stage);
}
