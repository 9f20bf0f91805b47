using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>One OCPP version: station events become messages, CALLs become station actions. Everything runs under the station's gate.</summary>
internal abstract class Dialect(VirtualStation station)
{
    private readonly Dictionary<string, Func<JsonObject, Answer>> _commands = new(StringComparer.Ordinal);

    public abstract string Subprotocol { get; }

    protected VirtualStation Station { get; } = station;

    protected string Now => Json.Stamp(Station.BelievedNow);

    /// <summary>Commands answered before the station is accepted (MESSAGES §4).</summary>
    protected abstract bool IsAllowedWhilePending(string action);

    public abstract OutgoingCall Boot(string reason);

    /// <summary>The version's word for a status.</summary>
    public abstract string Word(ConnectorStatus status);

    public abstract void Status(Evse evse, int connectorId, ConnectorStatus status, bool isEarly = false);

    /// <summary>Status of the station as a whole (1.6 connector 0).</summary>
    public virtual void StationStatus(bool isEarly = false)
    {
    }

    public abstract OutgoingCall Authorize(IdToken token);

    public abstract TokenVerdict ReadVerdict(JsonObject answer);

    /// <summary>What an Authorize was answered says of the price: text for the driver (2.x), a tariff of his own (2.1).</summary>
    public virtual void Priced(IdToken token, JsonObject answer)
    {
    }

    public abstract void TransactionStarted(Evse evse, Transaction transaction, string trigger);

    public abstract void TransactionUpdated(Evse evse, Transaction transaction, string trigger, MeterSample? sample);

    public abstract void TransactionEnded(Evse evse, Transaction transaction, string trigger);

    /// <summary>A sample outside a transaction.</summary>
    public abstract void Sample(Evse evse, MeterSample sample, bool isEarly = false);

    public abstract void ReservationEnded(int reservationId, string status);

    /// <summary>How far publishing is; 2.x only.</summary>
    public virtual void PublishStatus(string status, int? requestId, string? location, bool isEarly = false) => throw new NotSupportedException("1.6 publishes no firmware");

    public abstract void FirmwareStatus(string status, int? requestId, bool isEarly = false);

    public abstract void LogStatus(string status, int? requestId, bool isEarly = false);

    public abstract void SecurityEvent(string type, string? info);

    /// <summary>Somebody else limits the station; 1.6 has no word for it.</summary>
    public virtual void Limited(int evseId, string source, bool isLocalGeneration, JsonArray schedule)
    {
    }

    /// <summary>That limit is off.</summary>
    public virtual void LimitCleared(int evseId, string source)
    {
    }

    /// <summary>The vehicle tells what it needs; 1.6 has no word for it.</summary>
    public virtual void Needs(Evse evse)
    {
    }

    /// <summary>A driver switched priority charging (2.1).</summary>
    public virtual void PriorityChanged(Transaction transaction, bool isOn)
    {
    }

    /// <summary>Asks for the values of a Dynamic profile (2.1).</summary>
    public virtual void PullDynamic(int profileId)
    {
    }

    /// <summary>A grid fault begins or ends (2.1).</summary>
    public virtual void GridFault(string controlType, string fault, bool isOver)
    {
    }

    /// <summary>What became of a payment at the terminal (2.1 C21, C22).</summary>
    public virtual void Settled(IdToken token, Transaction transaction, string status, decimal amount)
    {
    }

    /// <summary>The lock of a connector fails, or holds again (2.x G05; 1.6 tells it with the status).</summary>
    public virtual void LockProblem(Evse evse, bool isProblem)
    {
    }

    /// <summary>The CSMS accepted a boot: what does not outlive a power cycle begins anew.</summary>
    public virtual void Booted()
    {
    }

    /// <summary>Time passes, accepted and connected.</summary>
    public virtual void Tick(DateTimeOffset now)
    {
    }

    /// <summary>Status words a reset gives the transactions it ends.</summary>
    public abstract string ResetReason(bool isImmediate);

    public static OutgoingCall Heartbeat(bool isEarly = false) => new("Heartbeat", []) { IsEarly = isEarly };

    public Answer Handle(string action, JsonObject payload)
    {
        if (!_commands.TryGetValue(action, out var command)) return Answer.Error("NotImplemented", $"{action} is not known here");
        if (Station.Registration != RegistrationState.Accepted && !(Station.Registration == RegistrationState.Pending && IsAllowedWhilePending(action)))
        {
            return Answer.Error("SecurityError", "The station is not accepted");
        }
        return command(payload);
    }

    protected void On(string action, Func<JsonObject, Answer> command) => _commands.Add(action, command);

    protected void Send(string action, JsonObject payload, bool isEarly = false) => Station.Enqueue(new OutgoingCall(action, payload) { IsEarly = isEarly });
}
