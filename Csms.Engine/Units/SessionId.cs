using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Csms.Engine.Units;

/// <summary>
/// Number of a charging session, unique over all stations. It fits a positive int32 because an OCPP 1.6 station gets the same
/// number as its transactionId.
/// </summary>
public readonly record struct SessionId(long Value)
{
    /// <summary>As people read and type it: <c>S-88213</c>.</summary>
    public string Display => "S-" + Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Reads <c>88213</c> or <c>S-88213</c>.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out SessionId id)
    {
        var digits = text is ['S' or 's', '-', ..] ? text.AsSpan(2) : text.AsSpan();
        if (long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0)
        {
            id = new SessionId(value);
            return true;
        }

        id = default;
        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}
