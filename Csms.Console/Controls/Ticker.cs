namespace Csms.Console.Controls;

/// <summary>
/// The clock of a circuit: ages, clock and counts hang on one timer instead of having one each. It stands still as soon as the host stops: an
/// open page outlives the services that it would draw from.
/// </summary>
public sealed class Ticker : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly CancellationTokenRegistration _stopping;
    private HashSet<Beat>? _beats = [];
    private ITimer? _timer;
    private Action<long>? _listeners;
    private Action<Action>? _conductor;

    /// <summary>A ticker that runs while someone listens.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="stopping">The host stops.</param>
    public Ticker(TimeProvider time, CancellationToken stopping = default)
    {
        _time = time;
        _stopping = stopping.Register(End);
    }

    /// <summary>Raised every second, with the second's number, outside of the circuit's dispatcher: use InvokeAsync.</summary>
    public event Action<long>? Tick
    {
        add
        {
            lock (_gate)
            {
                if (_beats is null) return;
                _listeners += value;
                _timer ??= _time.CreateTimer(_ => Strike(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
            }
        }
        remove
        {
            lock (_gate)
            {
                _listeners -= value;
                if (_listeners is not null) return;
                _timer?.Dispose();
                _timer = null;
            }
        }
    }

    /// <summary>
    /// Hands every second to a component that tells the listeners while it is drawn: what they draw then goes to the browser in one batch, where each of a
    /// hundred ages on a page would cost a batch of its own.
    /// </summary>
    /// <param name="conductor">Takes the second's work and does it on the circuit's dispatcher.</param>
    public void Conduct(Action<Action>? conductor) => Volatile.Write(ref _conductor, conductor);

    /// <summary>Calls back at an interval of its own, outside of the circuit's dispatcher, until it is disposed of.</summary>
    public IDisposable Every(TimeSpan interval, Action beat)
    {
        var own = new Beat(this, beat);
        lock (_gate)
        {
            if (_beats?.Add(own) == true) own.Timer = _time.CreateTimer(_ => own.Strike(), null, interval, interval);
        }
        return own;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _stopping.Dispose();
        End();
    }

    private void Strike()
    {
        if (Volatile.Read(ref _listeners) is not { } listeners) return;
        var second = _time.GetUtcNow().ToUnixTimeSeconds();
        if (Volatile.Read(ref _conductor) is { } conductor) conductor(() => listeners(second));
        else listeners(second);
    }

    private void End()
    {
        HashSet<Beat>? beats;
        lock (_gate)
        {
            (beats, _beats) = (_beats, null);
            _listeners = null;
            _timer?.Dispose();
            _timer = null;
        }
        foreach (var beat in beats ?? []) beat.End();
    }

    private void Remove(Beat beat)
    {
        lock (_gate)
        {
            _beats?.Remove(beat);
        }
    }

    private sealed class Beat(Ticker owner, Action beat) : IDisposable
    {
        private volatile bool _ended;

        public ITimer? Timer { get; set; }

        public void Strike()
        {
            if (!_ended) beat();
        }

        public void End()
        {
            _ended = true;
            Timer?.Dispose();
        }

        public void Dispose()
        {
            owner.Remove(this);
            End();
        }
    }
}
