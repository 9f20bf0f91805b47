using Csms.Engine.Events;

namespace Csms.Engine.Stations;

/// <summary>
/// Answers a kind of question that takes time: another system must be asked, or much computed. It is asked beside the mailbox, so the station's other
/// messages go on; where it fails or is late the station gets the answer that <see cref="StationLogic"/> has decided on, which must be the safe one.
/// </summary>
public interface IStationDesk
{
    /// <summary>Whether it answers this message. Called on the station's path: looks at the type and returns.</summary>
    bool Takes(StationMessage message);

    /// <summary>The answer; null when the one decided on stands.</summary>
    /// <param name="station">The station as it was when it asked.</param>
    /// <param name="message">What it asked.</param>
    /// <param name="cancellation">Ends when the station has waited long enough.</param>
    Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation);

    /// <summary>The answer is on its way: what is sent to the station from here on comes after it. Returns at once.</summary>
    void Given(StationState station, StationMessage message, StationAnswer answer)
    {
    }
}
