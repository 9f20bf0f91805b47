using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Ocpp.V16;

/// <summary>
/// The body of a command on its way to 1.6. Every member that is translated is taken; what is left at the end is what 1.6 can't say.
/// </summary>
internal sealed class CommandArguments
{
    private readonly JsonObject body;
    private readonly string path;
    private readonly CommandArguments root;
    private readonly HashSet<string> taken = new(StringComparer.Ordinal);
    private readonly List<CommandArguments> inner = [];
    private readonly V16MemberProbe? probe;
    private CommandRefusal? refusal;

    public CommandArguments(JsonObject body, V16MemberProbe? probe = null)
        : this(body, "", null, probe)
    {
    }

    private CommandArguments(JsonObject body, string path, CommandArguments? root, V16MemberProbe? probe)
    {
        this.body = body;
        this.path = path;
        this.root = root ?? this;
        this.probe = probe;
    }

    /// <summary>Why the command can't go to a 1.6 station, or null: the first member that 1.6 lacks.</summary>
    public CommandRefusal? Refusal => refusal ?? (FirstLeft() is { } left ? new CommandRefusal(true, left, Statement.Of(CommandFault.NoCounterpart, left)) : null);

    /// <summary>Takes a member as it is.</summary>
    public JsonNode? Take(string member)
    {
        taken.Add(member);
        probe?.Takes(path + member);
        return body[member]?.DeepClone();
    }

    /// <summary>Takes members that say nothing a 1.6 station needs.</summary>
    public void Drop(params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
        {
            taken.Add(member);
        }
    }

    public string? Text(string member) => JsonTree.Text(Take(member));

    /// <summary>Takes a word and gives 1.6's for it; a word that is not listed has none.</summary>
    public JsonNode? Word(string member, params ReadOnlySpan<(string From, string To)> words)
    {
        probe?.Words(path + member, words);
        if (Text(member) is not { } word)
        {
            return null;
        }

        foreach (var (from, to) in words)
        {
            if (from == word)
            {
                return to;
            }
        }

        Lacks(member, Statement.Of(CommandFault.NoCounterpartOfWord, word, path + member));
        return null;
    }

    /// <summary>Tells which words of a list a member may hold, where they are translated one by one.</summary>
    public void Knows(string member, params ReadOnlySpan<(string From, string To)> words) => probe?.Words(path + member, words);

    /// <summary>Takes a transaction id: in 1.6 the number that was issued.</summary>
    public JsonNode? TransactionId(string member)
    {
        if (Text(member) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            return id;
        }

        root.refusal ??= new CommandRefusal(false, path + member, Statement.Of(CommandFault.TransactionNumber, path + member));
        return null;
    }

    /// <summary>Takes an id token: 1.6 carries its text only.</summary>
    public JsonNode? IdTag(string member)
    {
        var token = Object(member);
        token?.Drop("type");
        return token?.Take("idToken");
    }

    /// <summary>Takes the members of an object member; null when it is absent.</summary>
    public CommandArguments? Object(string member)
    {
        taken.Add(member);
        probe?.Enters(path + member);
        return body[member] is JsonObject own ? Enter(own, $"{path}{member}.") : null;
    }

    /// <summary>Takes the objects of an array member.</summary>
    public List<CommandArguments> List(string member)
    {
        taken.Add(member);
        probe?.Enters(path + member);
        return [.. JsonTree.Objects(body[member]).Select((own, index) => Enter(own, string.Create(CultureInfo.InvariantCulture, $"{path}{member}[{index}].")))];
    }

    /// <summary>Whether it shall leave by the message of the security extension.</summary>
    public bool TakesExtension()
    {
        var asked = SecurityExtension.IsAskedBy(body);
        if (asked) taken.Add("customData");
        return asked;
    }

    /// <summary>Notes that 1.6 can't say what a member says.</summary>
    public void Lacks(string member, Statement<CommandFault>? why = null) =>
        root.refusal ??= new CommandRefusal(true, path + member, why ?? Statement.Of(CommandFault.NoCounterpart, path + member));

    private CommandArguments Enter(JsonObject own, string at)
    {
        var arguments = new CommandArguments(own, at, root, probe);
        inner.Add(arguments);
        return arguments;
    }

    private string? FirstLeft() =>
        body.FirstOrDefault(member => member.Value is not null && !taken.Contains(member.Key)).Key is { } left
            ? path + left
            : inner.Select(arguments => arguments.FirstLeft()).FirstOrDefault(found => found is not null);
}
