using System.Text.Json.Nodes;
using Csms.Engine.Stations.Configuration;

namespace Csms.Console.Pages.Configuration;

/// <summary>What a station is configured with, and what somebody is about to change of it. No I/O.</summary>
public sealed class ConfigurationSheet
{
    private readonly Dictionary<VariableAddress, string> _edits = [];
    private readonly Dictionary<VariableAddress, (string Word, string? Reason)> _answers = [];
    private Dictionary<VariableAddress, string?>? _other;
    private bool _otherIsWish;

    /// <summary>The variables, by component.</summary>
    public IReadOnlyList<HeldVariable> Held { get; set; } = [];

    /// <summary>Something is compared with.</summary>
    public bool IsCompared => _other is not null;

    /// <summary>The station has answered something.</summary>
    public bool HasAnswers => _answers.Count > 0;

    /// <summary>Values to be sent, in the order of the sheet.</summary>
    public IReadOnlyList<WantedValue> Changes => [.. All.Where(held => _edits.ContainsKey(held.Address)).Select(held => new WantedValue(held.Address, _edits[held.Address]))];

    /// <summary>Changes that can't be sent.</summary>
    public int Faults => All.Count(held => _edits.TryGetValue(held.Address, out var text) && held.Check(text) is not null);

    /// <summary>Variables that differ from what is compared with and can be set to it. What the station has not told is tried only where a template wants it.</summary>
    public IReadOnlyList<WantedValue> ToTake => _other is null ? [] :
    [
        .. All.Where(held => held.CanBeSet && !held.IsSecret && (_otherIsWish || held.Main.At != default) && _other.TryGetValue(held.Address, out var other) && other is not null && !held.Characteristics.Same(held.Value, other))
            .Select(held => new WantedValue(held.Address, _other[held.Address]!)),
    ];

    /// <summary>When the latest of it was told; null: nothing was.</summary>
    public DateTimeOffset? At => Held.Count == 0 ? null : Held.Max(held => held.Attributes.Max(attribute => attribute.At));

    // What only the other has is shown too: a template may want what the station has not told.
    private IEnumerable<HeldVariable> All
    {
        get
        {
            if (_other is null) return Held;
            var known = Held.Select(held => held.Address).ToHashSet();
            return Held.Concat(_other.Keys.Where(address => !known.Contains(address)).Select(NotTold));
        }
    }

    /// <summary>A variable that the station has not told.</summary>
    public static HeldVariable NotTold(VariableAddress address) => new(address, [new HeldAttribute("Actual", null, null, null, null, default)], VariableCharacteristics.Unknown, null);

    /// <summary>Compares with these values; null: with nothing.</summary>
    /// <param name="other">The values.</param>
    /// <param name="isWish">They are wanted (a template), not only held by another station.</param>
    public void Compare(IEnumerable<(VariableAddress Address, string? Value)>? other, bool isWish = false)
    {
        _otherIsWish = isWish;
        if (other is null)
        {
            _other = null;
            return;
        }

        _other = [];
        foreach (var (address, value) in other) _other[address] = value;
    }

    /// <summary>A new value; the one that is held takes the change back.</summary>
    public void Edit(HeldVariable held, string text)
    {
        ArgumentNullException.ThrowIfNull(held);
        _answers.Remove(held.Address);
        if (text == (held.Value ?? "")) _edits.Remove(held.Address);
        else _edits[held.Address] = text;
    }

    /// <summary>Takes the values over that are compared with.</summary>
    public void TakeOver()
    {
        foreach (var wanted in ToTake) _edits[wanted.Address] = wanted.Value;
    }

    /// <summary>Forgets what was not sent.</summary>
    public void Discard() => _edits.Clear();

    /// <summary>The station has answered: what it took is no change any more.</summary>
    /// <param name="sent">What it was asked for.</param>
    /// <param name="response">Its answer in 2.1's words, a result for each in the same order.</param>
    public void Answered(IReadOnlyList<WantedValue> sent, JsonObject? response)
    {
        ArgumentNullException.ThrowIfNull(sent);
        foreach (var (wanted, result) in sent.Zip((response?["setVariableResult"] as JsonArray ?? []).OfType<JsonObject>()))
        {
            var word = result["attributeStatus"]?.ToString() ?? "";
            var info = result["attributeStatusInfo"] as JsonObject;
            _answers[wanted.Address] = (word, string.Join(": ", new[] { info?["reasonCode"]?.ToString(), info?["additionalInfo"]?.ToString() }.Where(text => text is not null)) is { Length: > 0 } reason ? reason : null);
            if (word is "Accepted" or "RebootRequired") _edits.Remove(wanted.Address);
        }
    }

    /// <summary>How many of the last values wait for a reboot.</summary>
    public int WaitForReboot => _answers.Values.Count(answer => answer.Word == "RebootRequired");

    /// <summary>The lines.</summary>
    /// <param name="search">Part of a component, variable, key or value; null: all.</param>
    /// <param name="differing">Only those that differ from what is compared with.</param>
    public IReadOnlyList<ConfigurationRow> Rows(string? search, bool differing)
    {
        var rows = new List<ConfigurationRow>();
        string? owner = null;
        foreach (var held in All)
        {
            string? other = null;
            var named = _other is not null && _other.TryGetValue(held.Address, out other);
            var differs = _other is not null && named && !held.Characteristics.Same(held.Value, other);
            var edit = _edits.GetValueOrDefault(held.Address);
            if (differing && !differs && edit is null && !_answers.ContainsKey(held.Address)) continue;
            if (search is not null && !Has(held.Address.ToString(), search) && !Has(held.Key, search) && !Has(held.Value, search) && !(edit is not null && held.Check(edit) is not null)) continue;
            var answer = _answers.TryGetValue(held.Address, out var found) ? found : default;
            rows.Add(new ConfigurationRow(held, held.Address.Owner != owner, edit, edit is null ? null : held.Check(edit), answer.Word, answer.Reason, other, differs));
            owner = held.Address.Owner;
        }

        return rows;
    }

    private static bool Has(string? whole, string part) => whole?.Contains(part, StringComparison.OrdinalIgnoreCase) == true;
}
