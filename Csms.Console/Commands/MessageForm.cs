using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Units;

namespace Csms.Console.Commands;

/// <summary>
/// A command's body as a form made of its own field table. OCPP 2.0.1 has a table of its own in the same words, so nothing is offered that
/// its stations lack; commands to 1.6 are written in the words of 2.1 and translated. Pure.
/// </summary>
public sealed class MessageForm
{
    private readonly WireType _type, _common;

    /// <summary>The form with everything that the message requires.</summary>
    /// <param name="action">Action of OCPP 2.1 that the version has.</param>
    /// <param name="version">The station's.</param>
    /// <param name="now">Stands where a time is required.</param>
    /// <param name="fresh">Number for what the answer is found by: requestId, remoteStartId, the id of a reservation.</param>
    public MessageForm(string action, OcppVersion version, DateTimeOffset now, int fresh)
    {
        Action = action;
        _common = OcppVersion.V21.Actions().Find(action)?.Request ?? throw new ArgumentException($"OCPP 2.1 has no action {action}.", nameof(action));
        _type = version == OcppVersion.V201 ? version.Actions().Find(action)?.Request ?? throw new ArgumentException($"OCPP 2.0.1 has no action {action}.", nameof(action)) : _common;
        Root = new FormNode(_type, now);
        Renew(fresh);
    }

    /// <summary>Action of OCPP 2.1.</summary>
    public string Action { get; }

    /// <summary>The message.</summary>
    public FormNode Root { get; }

    /// <summary>Puts another number where the answer is found by it.</summary>
    /// <param name="fresh">The number.</param>
    public void Renew(int fresh)
    {
        foreach (var id in Root.Children.Where(child => child.Name is "requestId" or "remoteStartId" || (child.Name == "id" && Action == "ReserveNow")))
            id.Text = fresh.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The body as it would be given.</summary>
    public JsonObject Body() => (JsonObject)Root.ToJson()!;

    /// <summary>The first thing that the gateway would not let out; null: it fits.</summary>
    public WireViolation? Check()
    {
        var json = Encoding.UTF8.GetBytes(Body().ToJsonString());
        return _type.Check(json, out _) ?? (ReferenceEquals(_type, _common) ? null : _common.Check(json, out _));
    }

    /// <summary>What is wrong, by the path of its field: all that is missing, and the first thing that the check says.</summary>
    public IReadOnlyDictionary<string, Statement<FrameNote>> Faults()
    {
        var faults = new Dictionary<string, Statement<FrameNote>>(StringComparer.Ordinal);
        foreach (var missing in Root.All().Where(node => node.IsRequired && node.ToJson() is null)) faults[missing.Path] = Statement.Of(FrameNote.Required, missing.Name);
        if (Check() is { } violation) faults.TryAdd(violation.Path, violation.Said);
        return faults;
    }
}
