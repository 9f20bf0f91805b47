using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.LocalLists;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Stations.Networks;
using Csms.Engine.Stations.Logs;

namespace Csms.Console.Commands;

/// <summary>What an operator fills in, and the body of OCPP 2.1 that follows from it. No I/O.</summary>
public sealed class CommandForm
{
    /// <summary>The value that is in force, the attribute of a variable that no message needs to name (2.1 AttributeEnumType).</summary>
    public const string Actual = "Actual";

    private static readonly char[] _between = ['\n', ',', ';'];

    /// <summary>EVSE; null is the whole station.</summary>
    public int? EvseId { get; set; }
    /// <summary>Connector of it.</summary>
    public int ConnectorId { get; set; } = 1;
    /// <summary>Token to charge with.</summary>
    public string Token { get; set; } = "";
    /// <summary>Its type, in 2.1's words.</summary>
    public string TokenType { get; set; } = "Central";
    /// <summary>Where what is started ends by itself (2.1).</summary>
    public LimitDraft Limits { get; } = new();
    /// <summary>Transaction to stop or to ask for; null, where it is asked: whether messages of any wait in the station.</summary>
    public string? TransactionId { get; set; }
    /// <summary>Way of the reset (2.1 ResetEnumType): when idle, at once, at once and sessions go on.</summary>
    public string ResetType { get; set; } = "OnIdle";
    /// <summary>Availability to set.</summary>
    public bool Operative { get; set; }
    /// <summary>Message to trigger.</summary>
    public string Message { get; set; } = "StatusNotification";
    /// <summary>Variables to read, one a line, as <see cref="VariableAddress"/> writes them: "Component[Instance]@1.2.Variable[Instance]", or a key of 1.6.</summary>
    public string Variables { get; set; } = "";
    /// <summary>Variable to set.</summary>
    public string Variable { get; set; } = "";
    /// <summary>Its new value.</summary>
    public string Value { get; set; } = "";
    /// <summary>Which of the variable's values: in force, wished, least, most.</summary>
    public string Attribute { get; set; } = Actual;
    /// <summary>Report wanted.</summary>
    public string Report { get; set; } = "FullInventory";
    /// <summary>Conditions of the components that a report is of (2.1 ComponentCriterionEnumType).</summary>
    public HashSet<string> Criteria { get; } = [];
    /// <summary>Log wanted (2.1 LogEnumType).</summary>
    public string Log { get; set; } = "DiagnosticsLog";
    /// <summary>Entries of the log from then on; null: from its beginning.</summary>
    public DateTimeOffset? LogFrom { get; set; }
    /// <summary>Entries of the log until then; null: to its end.</summary>
    public DateTimeOffset? LogUntil { get; set; }
    /// <summary>How often the station tries the upload again, as written; empty: as it likes.</summary>
    public string Retries { get; set; } = "";
    /// <summary>Seconds between two tries, as written; empty: as it likes.</summary>
    public string RetryInterval { get; set; } = "";
    /// <summary>The log goes to the place outside that is configured.</summary>
    public bool LogOutside { get; set; }
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

    /// <summary>Security profile to raise to, 1 to 3.</summary>
    public int Profile { get; set; } = 2;
    /// <summary>Address for the new profile, without a station's identity; empty: the one that each station reaches us by, or its secure form.</summary>
    public string Url { get; set; } = "";
    /// <summary>Interface of the new network profile (2.x OCPPInterfaceEnumType).</summary>
    public string Interface { get; set; } = "Wired0";
    /// <summary>Minutes that a station has to come back; null: no such number.</summary>
    public int? Minutes { get; set; } = 30;
    /// <summary>Who sees to a local list.</summary>
    public LocalListMode ListMode { get; set; } = LocalListMode.Automatic;
    /// <summary>The groups on the lists are set as well; false: each station's stay.</summary>
    public bool SetsGroups { get; set; }
    /// <summary>The groups, parted by commas; empty: all tokens.</summary>
    public string Groups { get; set; } = "";

    /// <summary>Groups that tokens have; one that none has is a slip of the pen, and would empty the lists.</summary>
    public IReadOnlySet<string> KnownGroups { get; set; } = new HashSet<string>();

    /// <summary>The first group that no token has; null: each has one.</summary>
    public string? UnknownGroup => SetsGroups && ListMode != LocalListMode.Off ? GroupNames.FirstOrDefault(group => !KnownGroups.Contains(group)) : null;

    /// <summary>The address is none that a station can be given.</summary>
    public bool IsUrlWrong => Url.Trim() is { Length: > 0 } url && !NetworkDesk.IsUrl(url);

    /// <summary>The minutes are out of range.</summary>
    public bool AreMinutesWrong => !(Minutes is { } minutes && minutes >= ProfileRaises.ShortestPatience.TotalMinutes && minutes <= ProfileRaises.LongestPatience.TotalMinutes);

    /// <summary>The groups, one by one.</summary>
    public IReadOnlyList<string> GroupNames => [.. Groups.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>Whether everything needed is filled in.</summary>
    public bool IsComplete(CommandKind kind) => kind switch
    {
        CommandKind.Start => EvseId is not null && Token.Trim().Length > 0 && !Limits.IsWrong,
        CommandKind.Stop => TransactionId is not null,
        CommandKind.Unlock => EvseId is not null,
        CommandKind.GetVariables => Names().Any() && NotAnAddress is null,
        CommandKind.Report => (Criteria.Count > 0 || Names().Any()) && NotPart is null,
        CommandKind.SetVariables => VariableAddress.Parse(Variable) is not null,
        CommandKind.DataTransfer => VendorId.Trim().Length > 0,
        CommandKind.GetLog => IsCount(Retries, 100) && IsCount(RetryInterval, 86_400) && (LogFrom is null || LogUntil is null || LogFrom < LogUntil),
        CommandKind.InstallCertificate => Certificate.Length > 0,
        CommandKind.SecurityProfile => !IsUrlWrong && !AreMinutesWrong,
        CommandKind.LocalList => UnknownGroup is null,
        CommandKind.WebPayment => EvseId is not null && Timeout is > 0 and <= 86_400,
        _ => true,
    };

    /// <summary>The body.</summary>
    public JsonObject Body(CommandKind kind) => kind switch
    {
        CommandKind.Start => new() { ["evseId"] = EvseId, ["idToken"] = new JsonObject { ["idToken"] = Token.Trim(), ["type"] = TokenType } },
        CommandKind.Stop => new() { ["transactionId"] = TransactionId },
        CommandKind.Reset => EvseId is { } evse
            ? new() { ["type"] = ResetType, ["evseId"] = evse }
            : new() { ["type"] = ResetType },
        CommandKind.Unlock => new() { ["evseId"] = EvseId, ["connectorId"] = ConnectorId },
        CommandKind.Availability => WithEvse(new() { ["operationalStatus"] = Operative ? "Operative" : "Inoperative" }, connector: false),
        CommandKind.Trigger => WithEvse(new() { ["requestedMessage"] = Message }, connector: Message == "StatusNotification"),
        CommandKind.ClearCache => [],
        CommandKind.GetVariables => new() { ["getVariableData"] = new JsonArray([.. Names().Select(name => (JsonNode)Item(name))]) },
        CommandKind.SetVariables => new() { ["setVariableData"] = new JsonArray(Item(Variable, Value)) },
        CommandKind.BaseReport => new() { ["reportBase"] = Report },
        CommandKind.Report => ReportBody(),
        CommandKind.TransactionStatus => TransactionId is { Length: > 0 } transaction ? new() { ["transactionId"] = transaction } : [],
        CommandKind.GetLog => LogBody(),
        CommandKind.DataTransfer => Transfer(),
        CommandKind.InstallCertificate => new() { ["certificateType"] = CertificateUse, ["certificate"] = Certificate },
        CommandKind.PasswordChange or CommandKind.RenewCertificate => [],
        CommandKind.SecurityProfile => RaiseBody(),
        CommandKind.LocalList => SetsGroups && ListMode != LocalListMode.Off
            ? new() { ["mode"] = ListMode.ToString(), ["groups"] = new JsonArray([.. GroupNames.Select(group => (JsonNode)group)]) }
            : new() { ["mode"] = ListMode.ToString() },
        CommandKind.WebPayment => new() { ["evseId"] = EvseId, ["timeout"] = Timeout },
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "no such command"),
    };

    /// <summary>The first of the variables to read that is no address; null: all are.</summary>
    public string? NotAnAddress => Names().FirstOrDefault(name => VariableAddress.Parse(name) is null);

    /// <summary>The first of the components and variables to report that is none; null: all are.</summary>
    public string? NotPart => Names().FirstOrDefault(name => Part(name) is null);

    // A component alone stands for all of its variables.
    private static JsonObject? Part(string text)
    {
        if (VariableAddress.Parse(text) is { } address && address.Component != VariableAddress.Keys) return address.ToItem();
        if (VariableAddress.Parse($"{text}.Any")?.ToItem() is not { } whole) return null;
        whole.Remove("variable");
        return whole;
    }

    private JsonObject ReportBody()
    {
        var body = new JsonObject();
        if (Names().Select(Part).OfType<JsonNode>().ToArray() is { Length: > 0 } parts) body["componentVariable"] = new JsonArray(parts);
        if (Criteria.Count > 0) body["componentCriteria"] = new JsonArray([.. Criteria.Order(StringComparer.Ordinal).Select(criterion => (JsonNode)criterion)]);
        return body;
    }

    private JsonObject RaiseBody()
    {
        var body = new JsonObject { ["securityProfile"] = Profile, ["interface"] = Interface, ["minutes"] = Minutes };
        if (Url.Trim() is { Length: > 0 } url) body["url"] = url;
        return body;
    }

    /// <summary>Whether a text is nothing, or a number from 0 to the most.</summary>
    public static bool IsCount(string text, int most) => text.Trim() is "" || (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= most);

    private JsonObject LogBody()
    {
        var (body, log) = (new JsonObject { ["logType"] = Log }, new JsonObject());
        if (LogOutside) log["remoteLocation"] = ExternalLogs.Asked;
        if (LogFrom is { } from) log["oldestTimestamp"] = Stamp(from);
        if (LogUntil is { } until) log["latestTimestamp"] = Stamp(until);
        if (log.Count > 0) body["log"] = log;
        if (Retries.Trim() is { Length: > 0 } retries) body["retries"] = int.Parse(retries, CultureInfo.InvariantCulture);
        if (RetryInterval.Trim() is { Length: > 0 } interval) body["retryInterval"] = int.Parse(interval, CultureInfo.InvariantCulture);
        return body;
    }

    private static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private JsonObject Item(string text, string? value = null)
    {
        var item = VariableAddress.Parse(text)?.ToItem() ?? throw new InvalidOperationException($"'{text}' names no variable.");
        if (Attribute != Actual) item["attributeType"] = Attribute;
        if (value is not null) item["attributeValue"] = value;
        return item;
    }

    private IEnumerable<string> Names() => Variables.Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal);

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
