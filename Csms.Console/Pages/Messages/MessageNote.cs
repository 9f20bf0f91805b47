using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Quirks;

namespace Csms.Console.Pages.Messages;

/// <summary>A note on a frame.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Text">What it says, in the reader's language.</param>
public sealed record MessageNote(NoteKind Kind, string Text)
{
    /// <summary>Kind of a note of the engine.</summary>
    public static NoteKind KindOf(FrameNote note) => note switch
    {
        FrameNote.RepeatUnderWay or FrameNote.RepeatAnswered or FrameNote.NobodyWaits => NoteKind.Fate,
        _ when QuirkCatalogue.Find(note) is { IsMended: true } => NoteKind.Quirk,
        _ => NoteKind.Rule,
    };
}
