using System.Text.Json;
using System.Text.Json.Nodes;

namespace Csms.Console.Commands;

/// <summary>What an operator fills in, and the body of OCPP 2.1 that follows from it. No I/O.</summary>
public sealed class CommandForm
{
    /// <summary>Component under which the keys of 1.6 are addressed (CONTRACTS).</summary>
    public const string Configuration = "Configuration";

    /// <summary>EVSE; null is the whole station.</summary>
    public int? EvseId { get; set; }
    /// <summary>Connector of it.</summary>
    public int ConnectorId { get; set; } = 1;
    /// <summary>Token to charge with.</summary>
    public string Token { get; set; } = "";
    /// <summary>Its type, in 2.1's words.</summary>
    public string TokenType { get; set; } = "Central";
    /// <summary>Transaction to stop.</summary>
    public string? TransactionId { get; set; }
    /// <summary>Reset waits for running sessions.</summary>
    public bool WhenIdle { get; set; } = true;
    /// <summary>Availability to set.</summary>
    public bool Operative { get; set; }
    /// <summary>Message to trigger.</summary>
    public string Message { get; set; } = "StatusNotification";
    /// <summary>Variables to read, one a line: "Component.Variable", or a key of 1.6.</summary>
    public string Variables { get; set; } = "";
    /// <summary>Variable to set.</summary>
    public string Variable { get; set; } = "";
    /// <summary>Its new value.</summary>
    public string Value { get; set; } = "";
    /// <summary>Report wanted.</summary>
    public string Report { get; set; } = "FullInventory";
    /// <summary>Log wanted (2.1 LogEnumType).</summary>
    public string Log { get; set; } = "DiagnosticsLog";
    /// <summary>Vendor of a DataTransfer.</summary>
    public string VendorId { get; set; } = "";
    /// <summary>Message of a DataTransfer.</summary>
    public string MessageId { get; set; } = "";
    /// <summary>Data of a DataTransfer: JSON, else a text.</summary>
    public string Data { get; set; } = "";
    /// <summary>What a root certificate is for (2.1 InstallCertificateUseEnumType).</summary>
    public string CertificateUse { get; set; } = "";
    /// <summary>The root certificate to install, PEM.</summary>
    public string Certificate { get; set; } = "";

    /// <summary>Seconds after which no web payment is to be expected any more; null: no such number.</summary>
    public int? Timeout { get; set; } = 300;

    /// <summary>Whether everything needed is filled in.</summary>
    public bool IsComplete(CommandKind kind) => kind switch
    {
        CommandKind.Start => EvseId is not null && Token.Trim().Length > 0,
        CommandKind.Stop => TransactionId is not null,
        CommandKind.Unlock => EvseId is not null,
        CommandKind.GetVariables => Names().Any(),
        CommandKind.SetVariables => Variable.Trim().Length > 0,
        CommandKind.DataTransfer => VendorId.Trim().Length > 0,
        CommandKind.InstallCertificate => Certificate.Length > 0,
        CommandKind.WebPayment => EvseId is not null && Timeout is > 0 and <= 86_400,
        _ => true,
    };

    /// <summary>The body.</summary>
    public JsonObject Body(CommandKind kind) => kind switch
    {
        CommandKind.Start => new() { ["evseId"] = EvseId, ["idToken"] = new JsonObject { ["idToken"] = Token.Trim(), ["type"] = TokenType } },
        CommandKind.Stop => new() { ["transactionId"] = TransactionId },
        CommandKind.Reset => EvseId is { } evse
            ? new() { ["type"] = WhenIdle ? "OnIdle" : "Immediate", ["evseId"] = evse }
            : new() { ["type"] = WhenIdle ? "OnIdle" : "Immediate" },
        CommandKind.Unlock => new() { ["evseId"] = EvseId, ["connectorId"] = ConnectorId },
        CommandKind.Availability => WithEvse(new() { ["operationalStatus"] = Operative ? "Operative" : "Inoperative" }, connector: false),
        CommandKind.Trigger => WithEvse(new() { ["requestedMessage"] = Message }, connector: Message == "StatusNotification"),
        CommandKind.ClearCache => [],
        CommandKind.GetVariables => new() { ["getVariableData"] = new JsonArray([.. Names().Select(name => (JsonNode)Named(name))]) },
        CommandKind.SetVariables => new() { ["setVariableData"] = new JsonArray(With(Named(Variable), "attributeValue", Value)) },
        CommandKind.BaseReport => new() { ["reportBase"] = Report },
        CommandKind.GetLog => new() { ["logType"] = Log },
        CommandKind.DataTransfer => Transfer(),
        CommandKind.InstallCertificate => new() { ["certificateType"] = CertificateUse, ["certificate"] = Certificate },
        CommandKind.WebPayment => new() { ["evseId"] = EvseId, ["timeout"] = Timeout },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such command"),
    };

    private static JsonObject Named(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (component, variable) = dot > 0 ? (text[..dot].Trim(), text[(dot + 1)..].Trim()) : (Configuration, text.Trim());
        return new() { ["component"] = new JsonObject { ["name"] = component }, ["variable"] = new JsonObject { ["name"] = variable } };
    }

    private static JsonObject With(JsonObject node, string name, string value)
    {
        node[name] = value;
        return node;
    }

    private IEnumerable<string> Names() => Variables.Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);

    private JsonObject WithEvse(JsonObject body, bool connector)
    {
        if (EvseId is not { } evse) return body;
        body["evse"] = connector ? new JsonObject { ["id"] = evse, ["connectorId"] = ConnectorId } : new JsonObject { ["id"] = evse };
        return body;
    }

    private JsonObject Transfer()
    {
        var body = new JsonObject { ["vendorId"] = VendorId.Trim() };
        if (MessageId.Trim() is { Length: > 0 } message) body["messageId"] = message;
        if (Data.Trim() is { Length: > 0 } data) body["data"] = Parsed(data);
        return body;
    }

    private static JsonNode? Parsed(string data)
    {
        if (data[0] is not ('{' or '[')) return data;
        try
        {
            return JsonNode.Parse(data);
        }
        catch (JsonException)
        {
            return data; // not JSON after all: sent as the text it is
        }
    }
}
