using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Stations.Commands;

/// <summary>A command that is not over yet, with everyone who watches it.</summary>
/// <param name="command">As it is now.</param>
/// <param name="stored">It stands so in the store.</param>
internal sealed class CommandLife(StationCommand command, bool stored = false)
{
    private readonly Lock _gate = new();
    private StationCommand _command = command;
    private CommandExpectation? _expectation;
    private Statement<CommandSight>? _early;
    private DateTimeOffset _earlyAt;
    private StationCommand? _written = stored ? command : null;
    private Task _attempt = Task.CompletedTask;
    private bool _closed;
    private Task _writing = Task.CompletedTask;

    public event Action<StationCommand>? Changed;

    /// <summary>Nothing more happens to it; only its record may still have to be written.</summary>
    public bool IsClosed => Volatile.Read(ref _closed);

    /// <summary>Ends it.</summary>
    public void Close() => Volatile.Write(ref _closed, true);

    /// <summary>An attempt to send it is under way.</summary>
    public bool IsUnderWay
    {
        get
        {
            lock (_gate)
            {
                return !_attempt.IsCompleted;
            }
        }
    }

    /// <summary>The attempt that is under way, or else a new one: never two at a time.</summary>
    /// <param name="attempt">Returns at once.</param>
    public Task Attempt(Func<Task> attempt)
    {
        lock (_gate)
        {
            return _attempt.IsCompleted ? _attempt = attempt() : _attempt;
        }
    }

    public StationCommand Command
    {
        get
        {
            lock (_gate)
            {
                return _command;
            }
        }
    }

    /// <summary>Looks out for what should follow, from the moment it is sent: the station may be faster than its own answer.</summary>
    public void LookOutFor(CommandExpectation? expectation)
    {
        lock (_gate)
        {
            _expectation = expectation;
            _early = null;
        }
    }

    /// <summary>Moves on from one stage; false when it is not there (any more).</summary>
    public bool TryLeave(CommandStage stage, Func<StationCommand, StationCommand> step)
    {
        StationCommand after;
        lock (_gate)
        {
            if (_command.Stage != stage)
            {
                return false;
            }

            after = _command = step(_command);
        }

        Changed?.Invoke(after);
        return true;
    }

    /// <summary>Writes the command as it stands when its turn comes: one write at a time, so its record never goes back to an earlier stage.</summary>
    /// <returns>Ends when the command as of now, or a later state of it, is written; fails as <paramref name="write"/> does.</returns>
    public Task WriteAsync(Func<StationCommand, Task> write)
    {
        lock (_gate)
        {
            return _writing = WriteAfterAsync(_writing, write);
        }
    }

    private async Task WriteAfterAsync(Task before, Func<StationCommand, Task> write)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding | ConfigureAwaitOptions.SuppressThrowing);
        var command = Command;
        if (!ReferenceEquals(command, _written))
        {
            await write(command);
            _written = command;
        }
    }

    public StationCommand Set(Func<StationCommand, StationCommand> step)
    {
        StationCommand after;
        lock (_gate)
        {
            after = _command = step(_command);
        }

        Changed?.Invoke(after);
        return after;
    }

    /// <summary>The station answered: what was seen meanwhile counts, what was not is waited for.</summary>
    public void Answered(Func<StationCommand, StationCommand> step, CommandExpectation? expectation, DateTimeOffset now) => Set(command =>
    {
        _expectation = expectation;
        var answered = step(command) with { Stage = CommandStage.Answered };
        return expectation is null
            ? answered
            : _early is { } seen
                ? answered with { Expectation = expectation.Wanted, Stage = CommandStage.Observed, Observed = seen, ObservedAt = _earlyAt }
                : answered with { Expectation = expectation.Wanted, WatchUntil = now + expectation.Wait };
    });

    /// <summary>A message came; true when it was what the command waited for.</summary>
    public bool See(StationMessage message, DateTimeOffset at)
    {
        StationCommand after;
        lock (_gate)
        {
            if (_expectation?.Match(message) is not { } seen)
            {
                return false;
            }

            if (_command.Stage is CommandStage.Queued or CommandStage.Sent)
            {
                (_early, _earlyAt) = (seen, at);
                return false;
            }

            if (_command.Stage != CommandStage.Answered)
            {
                return false;
            }

            after = _command = _command with { Stage = CommandStage.Observed, Observed = seen, ObservedAt = at };
        }

        Changed?.Invoke(after);
        return true;
    }
}
