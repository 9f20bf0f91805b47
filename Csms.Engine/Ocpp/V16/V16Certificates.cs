using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.V16;

/// <summary>Certificate commands in the words of the 1.6 security extensions: two kinds of root certificate, no V2G.</summary>
internal static class V16Certificates
{
    private static readonly (string In21, string In16)[] Uses =
    [
        ("CSMSRootCertificate", "CentralSystemRootCertificate"),
        ("ManufacturerRootCertificate", "ManufacturerRootCertificate"),
    ];

    public static IEnumerable<(string, JsonObject)> PlanSigned(CommandArguments a)
    {
        a.Word("certificateType", ("ChargingStationCertificate", ""));
        return [("CertificateSigned", JsonTree.Of(("certificateChain", a.Take("certificateChain"))))];
    }

    public static IEnumerable<(string, JsonObject)> PlanInstall(CommandArguments a) =>
        [("InstallCertificate", JsonTree.Of(("certificateType", a.Word("certificateType", Uses)), ("certificate", a.Take("certificate"))))];

    public static IEnumerable<(string, JsonObject)> PlanDelete(CommandArguments a) =>
        [("DeleteCertificate", JsonTree.Of(("certificateHashData", a.Take("certificateHashData"))))];

    /// <summary>1.6 lists one kind a message: no kind given asks for both.</summary>
    public static IEnumerable<(string, JsonObject)> PlanList(CommandArguments a)
    {
        a.Knows("certificateType", Uses);
        var asked = (a.Take("certificateType") as JsonArray)?.Select(JsonTree.Text).ToList() ?? [.. Uses.Select(use => use.In21)];
        var calls = new List<(string, JsonObject)>();
        foreach (var type in asked)
        {
            if (Uses.FirstOrDefault(use => use.In21 == type).In16 is not { } word)
            {
                a.Lacks("certificateType", Statement.Of(CommandFault.NoCounterpartOfWord, type, "certificateType"));
                break;
            }

            calls.Add(("GetInstalledCertificateIds", JsonTree.Of(("certificateType", word))));
        }

        return calls;
    }

    public static JsonObject ReadList(JsonObject body, IReadOnlyList<JsonObject> answers)
    {
        var asked = (body["certificateType"] as JsonArray)?.Select(JsonTree.Text).ToList() ?? [.. Uses.Select(use => use.In21)];
        var chain = new JsonArray();
        foreach (var (type, answer) in asked.Zip(answers))
        {
            foreach (var hash in JsonTree.Objects(answer["certificateHashData"]))
            {
                chain.Add(JsonTree.Of(("certificateType", type), ("certificateHashData", hash)));
            }
        }

        var status = answers.FirstOrDefault(answer => JsonTree.Text(answer["status"]) == CommandStatus.Accepted) ?? (answers is [var first, ..] ? first : null);
        return JsonTree.Of(("status", status?["status"]), ("certificateHashDataChain", chain.Count > 0 ? chain : null));
    }
}
