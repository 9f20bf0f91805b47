namespace Csms.Console.Pages.Messages;

/// <summary>What a note on a frame is about.</summary>
public enum NoteKind
{
    /// <summary>A rule of the standard that it breaks, refused or tolerated.</summary>
    Rule,

    /// <summary>A known quirk of a station that was mended.</summary>
    Quirk,

    /// <summary>What became of it: a repeat, an answer that nobody waits for.</summary>
    Fate,
}
