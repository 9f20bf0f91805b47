using Csms.Engine.LocalLists;

namespace Csms.Console.Api.LocalLists;

/// <summary>What the station said when it was spoken to about its list.</summary>
/// <param name="At">When.</param>
/// <param name="Update">Full or Differential: the list was sent. Version: its version was asked for.</param>
/// <param name="Version">Version that was sent, or told.</param>
/// <param name="Entries">Entries that were sent.</param>
/// <param name="Status">The station's word, the code of its error, or the stage in which the command ended.</param>
/// <param name="Actor">Who asked; System: the list follows the tokens.</param>
internal sealed record LocalListAnswerView(DateTimeOffset At, string Update, int? Version, int Entries, string Status, string Actor)
{
    public static LocalListAnswerView Of(ListAnswer answer) => new(answer.At, answer.Update.ToString(), answer.Version, answer.Entries, answer.Word, answer.Actor);
}
