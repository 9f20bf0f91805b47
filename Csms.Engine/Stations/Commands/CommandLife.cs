using Csms.Engine.Events;

namespace Csms.Engine.Stations.Commands;

/// <summary>A command that is not over yet, with everyone who watches it.</summary>
internal sealed class CommandLife(StationCommand command)
{
    private readonly Lock _gate = new();
    private StationCommand _command = command;
    private CommandExpectation? _expectation;
    private string? _early;
    private DateTimeOffset _earlyAt;

    private int _claimed;

    public event Action<StationCommand>? Changed;

    /// <summary>Takes the right to send it; false while another attempt is under way.</summary>
    public bool TryClaim() => Interlocked.Exchange(ref _claimed, 1) == 0;

    /// <summary>Gives the right back.</summary>
    public void Release() => Volatile.Write(ref _claimed, 0);

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

    /// <summary>The station accepted: what was seen meanwhile counts, what was not is waited for.</summary>
    public StationCommand Expect(CommandExpectation? expectation, DateTimeOffset now) => Set(command =>
    {
        _expectation = expectation;
        return expectation is null
            ? command
            : _early is { } seen
                ? command with { Expectation = expectation.Text, Stage = CommandStage.Observed, Observed = seen, ObservedAt = _earlyAt }
                : command with { Expectation = expectation.Text, WatchUntil = now + expectation.Wait };
    });

    /// <summary>A message came; the command as it is now when the message was what it waited for, else null.</summary>
    public StationCommand? See(StationMessage message, DateTimeOffset at)
    {
        StationCommand after;
        lock (_gate)
        {
            if (_expectation?.Match(message) is not { } seen)
            {
                return null;
            }

            if (_command.Stage is CommandStage.Queued or CommandStage.Sent)
            {
                (_early, _earlyAt) = (seen, at);
                return null;
            }

            if (_command.Stage != CommandStage.Answered)
            {
                return null;
            }

            after = _command = _command with { Stage = CommandStage.Observed, Observed = seen, ObservedAt = at };
        }

        Changed?.Invoke(after);
        return after;
    }
}
