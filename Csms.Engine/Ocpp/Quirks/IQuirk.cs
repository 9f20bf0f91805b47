namespace Csms.Engine.Ocpp.Quirks;

/// <summary>One known deviation of stations from the standard: what is noted of it, what it costs, and who has seen it.</summary>
public interface IQuirk
{
    /// <summary>What is noted in the raw log of a frame that shows it; also its name towards other programs.</summary>
    FrameNote Note { get; }

    /// <summary>Where others have met it. Never empty.</summary>
    IReadOnlyList<QuirkEvidence> Evidence { get; }

    /// <summary>True: the message was read otherwise than it was written. False: it was taken as it came.</summary>
    bool IsMended => true;

    /// <summary>True: no single message shows it; it is found in what a session's messages say together.</summary>
    bool NeedsManyMessages => false;

    /// <summary>
    /// Name of the flag (<c>SessionFlagKind</c>) that a session gets where what was mended bears on money, so that a person looks; null where nothing
    /// was guessed.
    /// </summary>
    string? SessionFlag => null;
}
