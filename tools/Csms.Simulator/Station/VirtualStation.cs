using Csms.Simulator.Charging;
using Csms.Simulator.Protocol;
using Csms.Simulator.Quirks;

namespace Csms.Simulator.Station;

/// <summary>
/// A charging station that exists only here: it speaks real OCPP over a real WebSocket.
/// State changes happen under one gate; time is the simulated clock; one timer moves it.
/// </summary>
public sealed partial class VirtualStation : IAsyncDisposable
{
    private readonly CallDelivery _delivery;
    private readonly LinkKeeper _keeper;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HashSet<Task> _jobs = [];
    private readonly Evse[] _evses;
    private readonly string _bootTag = Guid.NewGuid().ToString("N")[..8];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _lastMessage;

    /// <param name="options">What to build.</param>
    public VirtualStation(StationOptions options)
    {
        Options = options;
        Clock = SpeededClock.Over(options.Clock, options.Speed);
        Record = new StationRecord(options.RecordLimit);
        Random = new Random(options.Id.Aggregate(options.Seed, (hash, letter) => unchecked(hash * 31 + letter)));
        FirmwareVersion = options.FirmwareVersion;
        Settings = new StationSettings
        {
            MeterSeconds = (int)options.MeterInterval.TotalSeconds,
            TxStartPoint = options.TxStartPoint,
            TxStopPoint = options.TxStopPoint,
            PasswordBytes = options.Password is { } password ? System.Text.Encoding.UTF8.GetBytes(password) : null,
        };
        Profiles = new ChargingProfileStore { OwnDefaultLeads = options.Version == OcppVersion.V16 };
        Network = new NetworkSlots(this);
        if (options.BatterySlots > 0) Rack = new BatteryRack(options.FirstBatterySlot, options.BatterySlots, options.Id, Clock.GetUtcNow());
        _evses = [.. options.Evses.Select((e, i) => new Evse(i + 1, e))];
        foreach (var evse in _evses) evse.AdvancedTo = Clock.GetUtcNow();
        _delivery = new CallDelivery(this);
        _keeper = new LinkKeeper(this, _delivery, _stopping.Token);
        Dialect = options.Version switch
        {
            OcppVersion.V16 => new Ocpp16(this),
            OcppVersion.V201 => new Ocpp201(this),
            OcppVersion.V21 => new Ocpp21(this),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Version, "Unknown version."),
        };
    }

    /// <summary>Raised for every frame, on the thread that moved it.</summary>
    public event Action<StationFrame>? Frame;

    /// <summary>Raised after anything changed; read the state again.</summary>
    public event Action? Changed;

    /// <summary>What it is built from.</summary>
    public StationOptions Options { get; }

    /// <summary>Ways to the CSMS.</summary>
    internal NetworkSlots Network { get; }

    /// <summary>Identity.</summary>
    public string Id => Options.Id;

    /// <summary>The EVSEs.</summary>
    public IReadOnlyList<Evse> Evses => _evses;

    /// <summary>What the station knows to be true.</summary>
    public StationRecord Record { get; }

    /// <summary>True while a WebSocket is open.</summary>
    public bool IsConnected { get; private set; }

    /// <summary>Answer to the last boot.</summary>
    public RegistrationState Registration { get; private set; }

    /// <summary>Firmware now.</summary>
    public string FirmwareVersion { get; private set; }

    /// <summary>Simulated time.</summary>
    public DateTimeOffset Now => Clock.GetUtcNow();

    /// <summary>Messages not yet delivered.</summary>
    public int Undelivered { get { lock (Gate) return _delivery.Count; } }

    /// <summary>The simulated clock.</summary>
    public TimeProvider Clock { get; }

    internal Lock Gate { get; } = new();

    internal StationSettings Settings { get; }

    internal ChargingProfileStore Profiles { get; }

    internal TokenStore Tokens { get; } = new();

    internal Dialect Dialect { get; }

    internal Random Random { get; }

    internal bool IsStationOperative { get; set; } = true;

    internal bool IsOffline => !IsConnected;

    internal string SerialNumber => Options.SerialNumber ?? "SN" + Options.Id;

    internal DateTimeOffset BelievedNow => Believed(Now);

    internal DateTimeOffset Believed(DateTimeOffset at) => Options.Quirks.Aggregate(at, (t, quirk) => quirk.Now(t));

    internal long ReportedWh(Evse evse, long wh) => Options.Quirks.Aggregate(wh, (value, quirk) => quirk.Register(evse, value));

    /// <summary>Waits until a condition on this station holds.</summary>
    /// <param name="condition">Evaluated under the gate after every change.</param>
    /// <param name="deadline">Longest wait, real time.</param>
    /// <param name="cancel">Gives up early.</param>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public async Task WaitForAsync(Func<VirtualStation, bool> condition, TimeSpan deadline, CancellationToken cancel = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(deadline);
        while (true)
        {
            Task next;
            lock (Gate)
            {
                if (condition(this)) return;
                next = _changed.Task;
            }
            try
            {
                await next.WaitAsync(limit.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                throw new TimeoutException($"{Id}: the condition did not hold within {deadline}. Connected {IsConnected}, {Registration}, EVSEs {string.Join(", ", _evses.Select(e => e.Status))}, undelivered {Undelivered}.");
            }
        }
    }

    internal bool HasQueuedMessages(Transaction? transaction) => _delivery.HasMessagesOf(transaction);

    /// <summary>Waits until everything the station had to say is delivered.</summary>
    public Task WaitUntilDeliveredAsync(TimeSpan deadline, CancellationToken cancel = default) =>
        WaitForAsync(s => s._delivery.Count == 0, deadline, cancel);

    internal Evse? FindEvse(int? id) => id is > 0 && id <= _evses.Length ? _evses[id.Value - 1] : null;

    internal Transaction? FindTransaction(string id) => _evses.Select(e => e.Transaction).FirstOrDefault(t => t is not null && (t.Id == id || (t.CsmsId is { } number && number.ToString(System.Globalization.CultureInfo.InvariantCulture) == id)));

    internal string NextMessageId() => $"{_bootTag}-{Interlocked.Increment(ref _lastMessage)}";

    /// <summary>Runs work that outlives the present step; the station owns it and ends it when it stops.</summary>
    internal void StartJob(Func<CancellationToken, Task> work)
    {
        lock (_jobs)
        {
            if (_stopping.IsCancellationRequested) return;
            var job = RunAsync();
            if (!job.IsCompleted) _jobs.Add(job);
        }

        async Task RunAsync()
        {
            await Task.Yield();
            try
            {
                await work(_stopping.Token);
            }
            catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
            {
                return; // The station stops.
            }
            catch (Exception e)
            {
                Report(e);
            }
        }
    }

    /// <summary>Notes an unexpected failure of the simulation itself.</summary>
    internal void Report(Exception e)
    {
        Record.Add(e);
        LogFault(Options.Logger, e, Id);
    }

    internal void NotifyChanged()
    {
        TaskCompletionSource changed;
        lock (Gate)
        {
            changed = _changed;
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
        changed.TrySetResult();
        Changed?.Invoke();
    }

    internal IEnumerable<Quirk> Quirks => Options.Quirks;

    private Evse Require(int evseId) => FindEvse(evseId) ?? throw new ArgumentOutOfRangeException(nameof(evseId), evseId, $"{Id} has {_evses.Length} EVSEs.");
}
