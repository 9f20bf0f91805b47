using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Transfers;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Stations.Vendors;
using Csms.Engine.Units;

namespace Csms.Console.Commands;

/// <summary>
/// A command's body as a form made of its own field table. OCPP 2.0.1 has a table of its own in the same words, so nothing is offered that
/// its stations lack; commands to 1.6 are written in the words of 2.1 and translated, and only what the translation takes is offered. Pure.
/// </summary>
public sealed class MessageForm
{
    private const string DataMember = "data";

    private readonly WireType _type, _common;
    private readonly DateTimeOffset _now;
    private TransferSchema? _schema;

    /// <summary>The form with everything that the message requires.</summary>
    /// <param name="action">Action of OCPP 2.1 that the version has.</param>
    /// <param name="version">The station's.</param>
    /// <param name="now">Stands where a time is required.</param>
    /// <param name="fresh">Number for what the answer is found by: requestId, remoteStartId, the id of a reservation.</param>
    /// <param name="forMany">It goes to many stations: that number is each station's own, and stands neither in the form nor in the body.</param>
    public MessageForm(string action, OcppVersion version, DateTimeOffset now, int fresh, bool forMany = false)
    {
        Action = action;
        _common = OcppVersion.V21.Actions().Find(action)?.Request ?? throw new ArgumentException($"OCPP 2.1 has no action {action}.", nameof(action));
        _type = version == OcppVersion.V201 ? version.Actions().Find(action)?.Request ?? throw new ArgumentException($"OCPP 2.0.1 has no action {action}.", nameof(action)) : _common;
        Root = new FormNode(_type, now, CommandCatalogue.MembersOf(action, version));
        _now = now;
        HasExtension = version == OcppVersion.V16 && SecurityExtension.IsFor(action);
        Renew(fresh);
        if (!forMany) return;
        foreach (var id in Numbers) id.IsHidden = true;
    }

    private IEnumerable<FormNode> Numbers => Root.Children.Where(child => child.Name is "requestId" or "remoteStartId" || (child.Name == "id" && Action == "ReserveNow"));

    /// <summary>Action of OCPP 2.1.</summary>
    public string Action { get; }

    /// <summary>The message.</summary>
    public FormNode Root { get; }

    /// <summary>The data of a vendor's message whose schema is known, filled in field by field; null: DataTransfer of another, or another command.</summary>
    public FormNode? Data { get; private set; }

    /// <summary>Makes it the message of a vendor, with its data as a form; null goes back to data that is typed.</summary>
    /// <param name="message">One that is known.</param>
    public void Transfer(TransferMessage? message)
    {
        (_schema, Data) = (message?.Schema, message is null ? null : new FormNode(message.Schema.Type, _now, place: DataMember));
        if (message is null) return;
        Root.Add("vendorId").Text = message.VendorId;
        if (message.MessageId.Length > 0) Root.Add("messageId").Text = message.MessageId;
        else Root.Children.FirstOrDefault(child => child.Name == "messageId")?.Remove();
        Root.Children.FirstOrDefault(child => child.Name == DataMember)?.Remove();
    }

    /// <summary>It can leave by an old message of 1.6 or by the one of the security extension.</summary>
    public bool HasExtension { get; }

    /// <summary>It shall leave by the one of the security extension.</summary>
    public bool Extended { get; set; }

    /// <summary>Everything that is filled in.</summary>
    public IEnumerable<FormNode> All() => Data is null ? Root.All() : Root.All().Concat(Data.All());

    /// <summary>Puts another number where the answer is found by it.</summary>
    /// <param name="fresh">The number.</param>
    public void Renew(int fresh)
    {
        foreach (var id in Numbers) id.Text = fresh.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The body as it would be given.</summary>
    public JsonObject Body()
    {
        var body = Whole();
        foreach (var hidden in Root.Children.Where(child => child.IsHidden)) body.Remove(hidden.Name);
        return body;
    }

    private JsonObject Whole()
    {
        var body = (JsonObject)Root.ToJson()!;
        if (Data is not null) body[DataMember] = Data.ToJson();
        if (HasExtension && Extended) body["customData"] = SecurityExtension.Asked();
        return body;
    }

    /// <summary>The messages as which it would leave, each once; none: it can't be told yet, a field is missing.</summary>
    /// <param name="dialect">The station's version.</param>
    public IReadOnlyList<string> LeavesAs(IOcppDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return [.. dialect.Plan(Action, JsonSerializer.SerializeToElement(Body()), new CommandContext { FreshId = 1 }).Calls.Select(call => call.Action).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Why the station's version can't be told it, by the path of the field where it names one; null: it can.</summary>
    /// <param name="dialect">The station's version.</param>
    public CommandRefusal? Refusal(IOcppDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(dialect);
        return dialect.Plan(Action, JsonSerializer.SerializeToElement(Whole()), new CommandContext { FreshId = 1 }).Refusal;
    }

    /// <summary>The first thing that the gateway would not let out; null: it fits.</summary>
    public WireViolation? Check()
    {
        var json = Encoding.UTF8.GetBytes(Whole().ToJsonString());
        return _type.Check(json, out _) ?? (ReferenceEquals(_type, _common) ? null : _common.Check(json, out _));
    }

    /// <summary>What is wrong, by the path of its field: all that is missing, and the first thing that the check says.</summary>
    public IReadOnlyDictionary<string, Statement<FrameNote>> Faults()
    {
        var faults = new Dictionary<string, Statement<FrameNote>>(StringComparer.Ordinal);
        foreach (var missing in All().Where(node => node.IsRequired && node.ToJson() is null)) faults[missing.Path] = Statement.Of(FrameNote.Required, missing.Name);
        if (Check() is { } violation) faults.TryAdd(violation.Path, violation.Said);
        if (_schema?.Check(Data!.ToJson()!.ToJsonString()) is { } wrong) faults.TryAdd(wrong.Path.Length == 0 ? DataMember : $"{DataMember}.{wrong.Path}", wrong.Said);
        return faults;
    }
}
