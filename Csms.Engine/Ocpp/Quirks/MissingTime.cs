using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.Quirks;

/// <summary>
/// A message or a sample without its time, or with null. It counts, the time is taken as not given (see <see cref="UnusableTime"/>).
/// </summary>
internal sealed class MissingTime : IPayloadQuirk
{
    public FrameNote Note => FrameNote.MissingTime;

    public string? SessionFlag => "ClockWrong";

    public IReadOnlyList<QuirkEvidence> Evidence => [QuirkEvidence.Issue("matth-x/MicroOcpp", 88)];

    public bool Applies(string action, WireViolation violation) =>
        violation.Kind is WireViolationKind.MissingField or WireViolationKind.WrongType
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
        foreach (var owner in owners.Where(owner => owner[found.Member] is null))
        {
            owner[found.Member] = UnusableTime.Placeholder;
            mended = true;
        }

        return mended;
    }
}
