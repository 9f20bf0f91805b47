using System.Text.Json.Serialization;
using Csms.Engine.PlugAndCharge;

namespace Csms.Console.Api.Settings;

/// <summary>How Plug and Charge stands.</summary>
/// <param name="Enabled">Contract certificates are judged: roots are configured (Csms:Pnc:Roots).</param>
/// <param name="Roots">Certificates that were read: roots first, then CAs below that are known beside them.</param>
/// <param name="AllowPrivateOcsp">Responders in private networks are asked too.</param>
/// <param name="Provider">Where cars' contract certificates come from; null: nowhere.</param>
/// <param name="Judgements">How many contract certificates were judged since the start, by OCPP's word for the verdict.</param>
/// <param name="LastJudgedAt">When the last was; null: none since the start.</param>
internal sealed record PlugAndChargeView(
    bool Enabled, IReadOnlyList<PlugAndChargeView.Certificate> Roots, bool AllowPrivateOcsp, PlugAndChargeView.ProviderView? Provider, IReadOnlyDictionary<string, long> Judgements, DateTimeOffset? LastJudgedAt)
{
    public static PlugAndChargeView Of(PncHealth health) => new(
        health.IsOn,
        [.. health.Roots.Select(each => new Certificate(each.Subject, each.IsRoot, each.NotBefore, each.NotAfter, each.Sha256))],
        health.AllowsPrivateOcsp,
        health.ProviderUrl is { } url ? new ProviderView(url, health.Provider switch { null => "notAsked", { Fault: null } => "answers", _ => "fails" }, health.Provider?.At, health.Provider?.Fault, health.Reach is { } reach ? reach.AwaySince is null : null, health.Reach?.CheckedAt, health.Reach?.AnsweredAt, health.Reach?.AwaySince) : null,
        health.Judgements.ToDictionary(each => each.Key.ToString(), each => each.Value),
        health.LastJudgedAt);

    /// <summary>A certificate that was read.</summary>
    /// <param name="Subject">Distinguished name.</param>
    /// <param name="IsRoot">Contracts may lead to it.</param>
    /// <param name="NotBefore">Valid from.</param>
    /// <param name="NotAfter">Valid until.</param>
    /// <param name="Sha256">Fingerprint, hex.</param>
    internal sealed record Certificate(string Subject, bool IsRoot, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Sha256);

    /// <summary>The provider of contract certificates.</summary>
    /// <param name="Url">Its address, without what may be secret in it.</param>
    /// <param name="State">answers, fails, or notAsked since the start.</param>
    /// <param name="LastAnswerAt">When it was last asked with a result; null: not since the start.</param>
    /// <param name="Fault">What was wrong then; null: nothing.</param>
    /// <param name="Reachable">It could be reached when it was last looked for (Csms:Pnc:ProviderCheckSeconds) or asked; null: not since the start.</param>
    /// <param name="CheckedAt">When that was.</param>
    /// <param name="AnsweredAt">When it last answered anything; null: not since the start.</param>
    /// <param name="AwaySince">Since when it does not; null: it does.</param>
    internal sealed record ProviderView(string Url, string State, DateTimeOffset? LastAnswerAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fault,
        bool? Reachable, DateTimeOffset? CheckedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? AwaySince);
}
