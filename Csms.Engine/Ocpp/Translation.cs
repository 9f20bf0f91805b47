using Csms.Engine.Events;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp;

/// <summary>What became of a station's payload: a message, or the error to answer.</summary>
public readonly record struct Translation
{
    private Translation(StationMessage? message, OcppErrorCode error, string? errorText, IReadOnlyList<Statement<FrameNote>>? notes)
    {
        Message = message;
        Error = error;
        ErrorText = errorText;
        Notes = notes;
    }

    /// <summary>The message; null when refused.</summary>
    public StationMessage? Message { get; }

    /// <summary>Error code when refused.</summary>
    public OcppErrorCode Error { get; }

    /// <summary>Error description when refused: names the field.</summary>
    public string? ErrorText { get; }

    /// <summary>Deviations that were tolerated and quirks that were mended, or why it was refused, for the raw log; null when none.</summary>
    public IReadOnlyList<Statement<FrameNote>>? Notes { get; }

    /// <summary>A message that can be taken in.</summary>
    public static Translation Of(StationMessage message, IReadOnlyList<Statement<FrameNote>>? notes = null) => new(message, default, null, notes);

    /// <summary>A payload that must be refused.</summary>
    public static Translation Refuse(OcppErrorCode error, Statement<FrameNote> why)
    {
        ArgumentNullException.ThrowIfNull(why);
        return new(null, error, why.ToString(), [why]);
    }
}
