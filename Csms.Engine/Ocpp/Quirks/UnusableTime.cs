using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A station without a clock sends <c>""</c> or zeros (<c>0000-00-00T00:00:00Z</c>) as time, and samples copied from a meter carry
/// whatever the meter prints. The message counts, the time does not: it is taken as not given, never replaced by one of ours. Any
/// other text for the time of the message itself is refused.
/// </summary>
internal sealed class UnusableTime : IPayloadQuirk
{
    internal static readonly string Placeholder = Mending.NoTime.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public FrameNote Note => FrameNote.UnusableTime;

    public string? SessionFlag => "ClockWrong";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("lorenzodonini/ocpp-go", 20), QuirkEvidence.Issue("EVerest/libocpp", 808), QuirkEvidence.Issue("matth-x/MicroOcpp", 311)];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind == WireViolationKind.WrongType
        && action is "StartTransaction" or "StopTransaction" or "MeterValues" or "TransactionEvent" or "StatusNotification"
        && (violation.Path == "timestamp" || violation.Path.EndsWith("].timestamp", StringComparison.Ordinal));

    public bool Mend(WireViolation violation, WireType schema, Mending mending)
    {
        if (mending.Find(violation.Path) is not { } found)
        {
            return false;
        }

        var mended = false;
        var owners = found.Owner.Parent is JsonArray siblings ? siblings.OfType<JsonObject>() : [found.Owner];
        foreach (var owner in owners)
        {
            if (owner[found.Member] is JsonValue value && value.TryGetValue<string>(out var text) 
                && !WireDateTime.TryParse(Encoding.UTF8.GetBytes(text), out _, out _)
                && (violation.Path != "timestamp" || text.All(c => c is '0' || (!char.IsDigit(c) && !char.IsLetter(c)) || c is 'T' or 'Z')))
            {
                owner[found.Member] = Placeholder;
                mended = true;
            }
        }

        return mended;
    }
}
