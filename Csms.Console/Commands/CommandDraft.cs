using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Controls;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations.Vendors;

namespace Csms.Console.Commands;

/// <summary>Any command as it is being chosen and filled in, for one station or many: what may be chosen, its form, and what is wrong with it.</summary>
public sealed class CommandDraft
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Dictionary<string, string> _none = [];

    private readonly IReadOnlyList<IOcppDialect> _dialects;
    private readonly EngineWords _words;
    private readonly TimeProvider _time;
    private readonly bool _forMany;
    private IOcppDialect? _dialect;

    /// <summary>Nothing chosen yet.</summary>
    /// <param name="dialects">The versions of whom it is for, the newest first: the form is of the first that has the action.</param>
    /// <param name="may">Whether an action of OCPP 2.1 may be chosen.</param>
    /// <param name="words">Says what is wrong.</param>
    /// <param name="time">The clock.</param>
    /// <param name="forMany">It is for many stations: what each answer is found by is a number of each station's own, and stands in no form.</param>
    public CommandDraft(IReadOnlyList<IOcppDialect> dialects, Func<string, bool> may, EngineWords words, TimeProvider time, bool forMany = false)
    {
        (_dialects, _words, _time, _forMany) = (dialects, words, time, forMany);
        Blocks =
        [
            .. CommandBlocks.All
                .Select(block => KeyValuePair.Create<string, IReadOnlyList<string>>(block.Key, [.. block.Value.Where(action => Knows(action) is not null && may(action))]))
                .Where(block => block.Value.Count > 0),
        ];
    }

    /// <summary>Functional blocks with the actions that may be chosen.</summary>
    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Blocks { get; }

    /// <summary>The form of the chosen action; null: none is chosen.</summary>
    public MessageForm? Form { get; private set; }

    /// <summary>What is wrong, by the path of its field; empty as long as nothing was tried.</summary>
    public IReadOnlyDictionary<string, string> Faults { get; private set; } = _none;

    /// <summary>Faults that belong to no field of the form.</summary>
    public IEnumerable<KeyValuePair<string, string>> Beside => Faults.Where(fault => Form is null || Form.All().All(node => node.Path != fault.Key || node.Shape is null));

    /// <summary>It was tried to send it.</summary>
    public bool Tried { get; private set; }

    /// <summary>The form is in the words of 2.1 and translated.</summary>
    public bool IsTranslated => _dialects.Any(dialect => dialect.Version == OcppVersion.V16);

    /// <summary>What it is called by stations of 1.6; until all fields are filled in, the names that it may have.</summary>
    public IEnumerable<string> Leaves
    {
        get
        {
            if (Form is not { } form || _dialects.FirstOrDefault(dialect => dialect.Version == OcppVersion.V16) is not { } dialect) return [];
            return form.LeavesAs(dialect) is { Count: > 0 } names ? names
                : form.Extended ? CommandCatalogue.NamesOf(form.Action, OcppVersion.V16).TakeLast(1) : CommandCatalogue.NamesOf(form.Action, OcppVersion.V16);
        }
    }

    /// <summary>The body as people may see it.</summary>
    public string Json => CommandText.WithoutSecrets(Form!.Body()).ToJsonString(_indented);

    /// <summary>The body, where the form is complete and the version takes it; null: it is not.</summary>
    public JsonObject? Complete => Form is { } form && form.Faults().Count == 0 && form.Refusal(_dialect!) is null ? form.Body() : null;

    /// <summary>What an action is called by stations of 1.6, where that is something else.</summary>
    public IEnumerable<string> OtherNames(string action) => _dialects.SelectMany(dialect => CommandCatalogue.NamesOf(action, dialect.Version)).Distinct().Where(name => name != action);

    /// <summary>Chooses an action; one that is not offered chooses none.</summary>
    public void Choose(string action)
    {
        Form = null;
        if (Blocks.Any(block => block.Value.Contains(action)))
        {
            _dialect = Knows(action);
            Form = new MessageForm(action, _dialect!.Version, _time.GetUtcNow(), Fresh(), _forMany);
        }

        Tried = false;
        Judge();
    }

    /// <summary>Makes it a vendor's message whose data has a form; null: data that is typed.</summary>
    public void Transfer(TransferMessage? message)
    {
        Form!.Transfer(message);
        Judge();
    }

    /// <summary>Says what is wrong from now on.</summary>
    /// <returns>The body; null while something is wrong.</returns>
    public JsonObject? Try()
    {
        Tried = true;
        Judge();
        return Form is { } form && Faults.Count == 0 ? form.Body() : null;
    }

    /// <summary>Another of the same: what was typed stays, what the answer is found by is a new number.</summary>
    public void Renew()
    {
        Tried = false;
        Form?.Renew(Fresh());
        Judge();
    }

    /// <summary>Judges anew what stands in the form.</summary>
    public void Judge() => Faults = Tried && Form is { } form ? Said(form) : _none;

    // What the schema forbids; where it fits, what the version can't be told.
    private Dictionary<string, string> Said(MessageForm form)
    {
        var faults = form.Faults();
        if (faults.Count > 0) return faults.ToDictionary(fault => fault.Key, fault => _words.Say(fault.Value), StringComparer.Ordinal);
        return form.Refusal(_dialect!) is { } refusal ? new(StringComparer.Ordinal) { [refusal.Member ?? ""] = _words.Say(refusal.Why) } : [];
    }

    private IOcppDialect? Knows(string action) => _dialects.FirstOrDefault(dialect => CommandCatalogue.Supports(action, dialect.Version));

    private static int Fresh() => RandomNumberGenerator.GetInt32(1, int.MaxValue);
}
