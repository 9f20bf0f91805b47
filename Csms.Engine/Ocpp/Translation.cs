using Csms.Engine.Events;
using Csms.Engine.Ocpp.Framing;

namespace Csms.Engine.Ocpp;

/// <summary>What became of a station's payload: a message, or the error to answer.</summary>
public readonly record struct Translation
{
    private Translation(StationMessage? message, OcppErrorCode error, string? errorText, IReadOnlyList<string>? notes)
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

    /// <summary>Deviations that were tolerated and quirks that were mended, for the raw log; null when none.</summary>
    public IReadOnlyList<string>? Notes { get; }

    /// <summary>A message that can be taken in.</summary>
    public static Translation Of(StationMessage message, IReadOnlyList<string>? notes = null) => new(message, default, null, notes);

    /// <summary>A payload that must be refused.</summary>
    public static Translation Refuse(OcppErrorCode error, string text) => new(null, error, text, null);
}
