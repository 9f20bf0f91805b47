using Csms.Engine.Stations.Networks;

namespace Csms.Console.Api.Networks;

/// <summary>What a raise of the security profile would do, and what was found before it.</summary>
/// <param name="MayBegin">Nothing is in the way.</param>
/// <param name="Url">Address that the station would get.</param>
/// <param name="Slot">Slot that it would be written to.</param>
/// <param name="Checks">station, higher, password, tls, root, certificate, address and slot as far as they count: true: well, false: in the way, null: not known.</param>
internal sealed record RaisePlanView(bool MayBegin, string? Url, int? Slot, IReadOnlyDictionary<string, bool?> Checks)
{
    public static RaisePlanView Of(RaisePlan plan) => new(plan.MayBegin, plan.Url, plan.Slot, plan.Findings.ToDictionary(finding => RaiseView.Word(finding.Check), finding => finding.Ok));
}
