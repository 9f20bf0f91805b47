using Csms.Engine.Events;

namespace Csms.Engine.Gateway;

/// <summary>The way back to the station for one message.</summary>
public interface IReply
{
    /// <summary>When the message was received; UTC.</summary>
    DateTimeOffset ReceivedAt { get; }

    /// <summary>Sends the answer.</summary>
    void Answer(StationAnswer answer);

    /// <summary>The message could not be stored: nothing is sent, the station repeats it.</summary>
    void Abandon();

    /// <summary>Processing it failed in a way a repeat will not mend: CALLERROR InternalError.</summary>
    void Fail(string text);
}
