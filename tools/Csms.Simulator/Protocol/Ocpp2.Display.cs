using System.Text.Json.Nodes;
using Csms.Simulator.Station;

namespace Csms.Simulator.Protocol;

/// <summary>Display messages and customer information of 2.x.</summary>
internal abstract partial class Ocpp2
{
    private static readonly string[] CustomerNames = ["idToken", "customerIdentifier", "customerCertificate"];

    private readonly SortedDictionary<int, JsonObject> _messages = [];

    private void RegisterDisplay()
    {
        On("SetDisplayMessage", p =>
        {
            if (p.Obj("message") is not { } message || message.Int("id") is not { } id) return Answer.Status("Rejected");
            if (message.Obj("message")?.Str("format") is "HTML" or "URI") return Answer.Status("NotSupportedMessageFormat");
            if (message.Str("transactionId") is { } transaction && Station.FindTransaction(transaction) is null) return Answer.Status("UnknownTransaction");
            _messages[id] = (JsonObject)message.DeepClone();
            return Answer.Status("Accepted");
        });
        On("ClearDisplayMessage", p => Answer.Status(_messages.Remove(p.Int("id") ?? -1) ? "Accepted" : "Unknown"));
        On("GetDisplayMessages", GetDisplayMessages);
        On("CustomerInformation", CustomerInformation);
    }

    private Answer GetDisplayMessages(JsonObject payload)
    {
        var ids = (payload["id"] as JsonArray)?.Select(n => n!.GetValue<int>()).ToArray();
        var found = _messages.Where(m => (ids is null || ids.Contains(m.Key))
            && (payload.Str("priority") is not { } priority || priority == m.Value.Str("priority"))
            && (payload.Str("state") is not { } state || state == m.Value.Str("state"))).Select(m => m.Value).ToArray();
        if (found.Length == 0) return Answer.Status("Unknown");
        var requestId = payload.Int("requestId") ?? 0;
        return Answer.Status("Accepted", () => Send("NotifyDisplayMessages", new JsonObject
        {
            ["messageInfo"] = Json.Array(found.Select(m => m.DeepClone())),
            ["requestId"] = requestId,
            ["tbc"] = false,
        }));
    }

    private Answer CustomerInformation(JsonObject payload)
    {
        // N09.FR.09: the customer is named in one way.
        if (CustomerNames.Count(payload.ContainsKey) != 1) return Answer.Status("Invalid");
        var token = ReadToken(payload.Obj("idToken"));
        var isKnown = token is not null && (Station.Tokens.IsCached(token) || Station.Tokens.List.ContainsKey(token.Value));
        if (payload.Bool("clear") == true && token is not null)
        {
            Station.Tokens.Forget(token);
            Station.Tokens.List.Remove(token.Value);
        }
        if (payload.Bool("report") != true) return Answer.Status("Accepted");
        var requestId = payload.Int("requestId") ?? 0;
        var sessions = token is null ? 0 : Station.Record.Transactions.Count(t => token.Is(t.Token));
        var name = token?.Value ?? payload.Str("customerIdentifier") ?? payload.Obj("customerCertificate")?.Str("serialNumber");
        string[] parts = isKnown || sessions > 0 ? [$"{name}: {sessions} sessions, ", $"{(isKnown ? "known" : "not known")} to the cache or list"] : [$"{name}: nothing stored"];
        return Answer.Status("Accepted", () =>
        {
            for (var part = 0; part < parts.Length; part++)
            {
                Send("NotifyCustomerInformation", new JsonObject
                {
                    ["data"] = parts[part],
                    ["tbc"] = part < parts.Length - 1,
                    ["seqNo"] = part,
                    ["generatedAt"] = Now,
                    ["requestId"] = requestId,
                });
            }
        });
    }
}
