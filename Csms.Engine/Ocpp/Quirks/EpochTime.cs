using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A time as Unix time: scripts and small gateways in front of meters. Ten digits are seconds and thirteen are milliseconds for
/// every time from 2001 to 2286, so there is nothing to guess.
/// </summary>
internal sealed class EpochTime : IPayloadQuirk
{
    public FrameNote Note => FrameNote.EpochTime;

    public IReadOnlyList<QuirkEvidence> Evidence => [new QuirkEvidence("OCPP 1.6 edition 2, 3.15: times are ISO 8601")];

    public bool Applies(string action, WireViolation violation) => violation.Kind == WireViolationKind.WrongType;

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (Mending.FieldAt(schema, violation.Path)?.Kind != WireKind.DateTime
            || mending.Find(violation.Path) is not { } found
            || found.Owner[found.Member] is not JsonValue value)
        {
            return false;
        }

        var mended = false;
        var owners = found.Owner.Parent is JsonArray siblings ? siblings.OfType<JsonObject>() : [found.Owner];
        foreach (var owner in owners)
        {
            mended |= Respell(owner, found.Member);
        }

        return mended;
    }

    private static bool Respell(JsonObject owner, string member)
    {
        if (owner[member] is not JsonValue value)
        {
            return false;
        }

        var digits = value.GetValueKind() == JsonValueKind.Number ? value.ToJsonString() : value.TryGetValue<string>(out var text) ? text : "";
        if (digits.Length is not (10 or 13) || digits[0] == '0' || !long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var unix))
        {
            return false;
        }

        var at = digits.Length == 10 ? DateTimeOffset.FromUnixTimeSeconds(unix) : DateTimeOffset.FromUnixTimeMilliseconds(unix);
        owner[member] = at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return true;
    }
}
