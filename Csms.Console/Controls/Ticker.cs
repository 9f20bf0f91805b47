namespace Csms.Console.Controls;

/// <summary>One timer a circuit: ages, clock and counts hang on it instead of having a timer each.</summary>
public sealed class Ticker : IDisposable
{
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private Action<long>? _listeners;

    /// <summary>A ticker that runs while someone listens.</summary>
    public Ticker(TimeProvider time) => _time = time;

    /// <summary>Raised every second, with the second's number, outside of the circuit's dispatcher: use InvokeAsync.</summary>
    public event Action<long>? Tick
    {
        add
        {
            lock (_gate)
            {
                _listeners += value;
                _timer ??= _time.CreateTimer(_ => Volatile.Read(ref _listeners)?.Invoke(_time.GetUtcNow().ToUnixTimeSeconds()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
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

    /// <inheritdoc />
    public void Dispose()
    {
        lock (_gate)
        {
            _listeners = null;
            _timer?.Dispose();
            _timer = null;
        }
    }
}
