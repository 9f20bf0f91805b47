using System.Globalization;

namespace Csms.Engine.Storage;

/// <summary>Place of a frame in a station's log: its time, and where frames share one, its message id and whether it is the answer.</summary>
public readonly record struct FrameCursor(DateTimeOffset At, string MessageId, bool Answer)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out FrameCursor cursor)
    {
        cursor = default;
        var parts = text?.Split('.', 3);
        if (parts is not { Length: 3 } || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            || ticks > DateTimeOffset.MaxValue.Ticks || parts[1] is not ("0" or "1")) return false;
        cursor = new(new DateTimeOffset(ticks, TimeSpan.Zero), parts[2], parts[1] == "1");
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}.{(Answer ? 1 : 0)}.{MessageId}");
}
