using System.Text.Unicode;
using Csms.Bench.Wire;

namespace Csms.Bench.Fleet;

/// <summary>
/// What one station says: sessions without end. Preparing, Authorize, start, Charging, ten to twenty samples of eight values, stop,
/// Finishing, Available. Only the calling thread of the moment uses it.
/// </summary>
internal abstract class StationScript(string station, string token, int index)
{
    [ThreadStatic]
    private static (long Milliseconds, string Text) stamp;

    private SessionStep _step;
    private int _sample;
    private int _samples;
    private int _messageId;

    public string Station { get; } = station;

    /// <summary>Its number in the fleet, from 0.</summary>
    public int Index { get; } = index;

    public abstract string Subprotocol { get; }

    /// <summary>Samples a session; 0: ten to twenty, from session to session.</summary>
    public int SamplesPerSession { get; init; }

    /// <summary>Id the last call carries.</summary>
    public int MessageId => _messageId;

    /// <summary>The transaction id the CSMS gave (1.6).</summary>
    public int TransactionId { get; set; }

    /// <summary>True before the first call of a session.</summary>
    public bool IsBetweenSessions => _step == SessionStep.Preparing;

    protected string Token { get; } = token;

    /// <summary>Energy register of the meter, Wh.</summary>
    protected int RegisterWh { get; private set; } = 1_000_000 + index * 100;

    /// <summary>Number of the session, from 1.</summary>
    protected int Session { get; private set; }

    /// <summary>Now, as OCPP writes it.</summary>
    protected static string Now
    {
        get
        {
            var now = TimeProvider.System.GetUtcNow();
            var milliseconds = now.UtcTicks / TimeSpan.TicksPerMillisecond;
            if (stamp.Milliseconds != milliseconds) stamp = (milliseconds, now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
            return stamp.Text;
        }
    }

    public CallKind Boot(OutgoingText text)
    {
        Open(text, "BootNotification"u8);
        WriteBoot(text);
        text.Add("]"u8);
        return CallKind.BootNotification;
    }

    public CallKind Heartbeat(OutgoingText text)
    {
        Open(text, "Heartbeat"u8);
        text.Add("{}]"u8);
        return CallKind.Heartbeat;
    }

    /// <summary>A status outside a session.</summary>
    /// <param name="status">A word of 1.6.</param>
    public CallKind Status(OutgoingText text, int connector, string status)
    {
        Open(text, "StatusNotification"u8);
        WriteStatus(text, connector, status);
        text.Add("]"u8);
        return CallKind.StatusNotification;
    }

    /// <summary>The next call of the session.</summary>
    public CallKind Next(OutgoingText text)
    {
        switch (_step)
        {
            case SessionStep.Preparing:
                _step = SessionStep.Authorize;
                return Status(text, 1, "Preparing");
            case SessionStep.Authorize:
                _step = SessionStep.Start;
                Open(text, "Authorize"u8);
                WriteAuthorize(text);
                text.Add("]"u8);
                return CallKind.Authorize;
            case SessionStep.Start:
                Session++;
                _samples = SamplesPerSession > 0 ? SamplesPerSession : 10 + (Session * 7 + Index) % 11;
                _sample = 0;
                _step = SessionStep.Charging;
                WriteStart(text);
                return CallKind.StartTransaction;
            case SessionStep.Charging:
                _step = SessionStep.Samples;
                return WriteCharging(text);
            case SessionStep.Samples:
                RegisterWh += 120;
                WriteSample(text, ++_sample);
                if (_sample == _samples) _step = SessionStep.Stop;
                return CallKind.MeterValues;
            case SessionStep.Stop:
                WriteStop(text, _sample + 1);
                _step = SessionStep.Finishing;
                return CallKind.StopTransaction;
            case SessionStep.Finishing:
                _step = SessionStep.Available;
                return Status(text, 1, "Finishing");
            default:
                _step = SessionStep.Preparing;
                return Status(text, 1, "Available");
        }
    }

    protected void Open(OutgoingText text, ReadOnlySpan<byte> action)
    {
        text.Take(Utf8.TryWrite(text.Free, $"[2,\"{++_messageId}\",\"", out var count), count);
        text.Add(action);
        text.Add("\","u8);
    }

    protected abstract void WriteBoot(OutgoingText text);

    protected abstract void WriteStatus(OutgoingText text, int connector, string status);

    protected abstract void WriteAuthorize(OutgoingText text);

    protected abstract void WriteStart(OutgoingText text);

    protected abstract CallKind WriteCharging(OutgoingText text);

    protected abstract void WriteSample(OutgoingText text, int sample);

    protected abstract void WriteStop(OutgoingText text, int sequence);
}
