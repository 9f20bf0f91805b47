using Csms.Engine.FieldWork;

namespace Csms.Console.Api.Jobs;

/// <summary>A note about a station.</summary>
/// <param name="Id">Unique.</param>
/// <param name="Text">As typed.</param>
/// <param name="By">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Job">Written for this job; null: by staff.</param>
internal sealed record NoteView(Guid Id, string Text, string By, DateTimeOffset At, Guid? Job)
{
    public static NoteView Of(FieldNote note) => new(note.Id, note.Text, note.By, note.At, note.Job);
}
