using Csms.Engine.Events;
using Csms.Engine.Units;

namespace Csms.Engine.Gateway;

/// <summary>
/// A station as its connection sees it. Calls come from the connection's receive loop and return at once: the work is done in the
/// station's own mailbox, in order.
/// </summary>
public interface IStationInbox
{
    /// <summary>Whose inbox it is.</summary>
    StationId Id { get; }

    /// <summary>The station's compact number in the store, for the raw log.</summary>
    int Key { get; }

    /// <summary>A connection is up. An older one of the same station has been told to close.</summary>
    void LinkOpened(IStationLink link);

    /// <summary>A message came in. <paramref name="reply"/> is answered or abandoned exactly once, now or later, from any thread.</summary>
    void Receive(IStationLink link, StationMessage message, IReply reply);

    /// <summary>A message came in that no reply is for, or that was refused before it became one: the station is alive all the same.</summary>
    void Touched(IStationLink link);

    /// <summary>The connection is gone.</summary>
    void LinkClosed(IStationLink link, Statement<LinkEnd> reason);
}
