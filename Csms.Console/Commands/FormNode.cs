using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Console.Commands;

/// <summary>One value of a message that is filled in field by field: what the field table says of it and what was typed. Pure.</summary>
public sealed class FormNode
{
    // A vendor's own members have no table: they are for the raw message.
    private const string Vendor = "customData";

    private readonly List<FormNode> _children = [];
    private readonly FormNode? _parent;
    private readonly DateTimeOffset _now;
    private readonly CommandMembers? _fields;
    private readonly string _place;

    /// <summary>The message itself.</summary>
    /// <param name="message">Its field table.</param>
    /// <param name="now">Stands where a time is required.</param>
    /// <param name="fields">What of it the station's version has; null: all.</param>
    /// <param name="place">Path of the message within another; empty for none.</param>
    internal FormNode(WireType message, DateTimeOffset now, CommandMembers? fields = null, string place = "")
        : this(null, message, "", null, true, now, fields, place)
    {
    }

    private FormNode(FormNode? parent, WireType owner, string name, WireShape? shape, bool required, DateTimeOffset now, CommandMembers? fields, string place = "")
    {
        (_fields, _place) = (fields, place);
        (_parent, Owner, Name, Shape, IsRequired, _now) = (parent, owner, name, shape, required, now);
        Nested = shape is null ? owner : shape.Kind == WireKind.Object ? shape.Nested : null;
        if (Nested is { } type)
            foreach (var field in type.Fields.Where(field => field.Required || Needs(field.Name))) Add(field.Name);
        else if (IsList)
            for (var i = 0; i < Least; i++) AddItem();
        else if (required && shape!.Kind == WireKind.DateTime)
            Text = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }

    /// <summary>Message or type that has the field.</summary>
    public WireType Owner { get; }

    /// <summary>The field's name on the wire; an item of a list has its list's; empty for the message.</summary>
    public string Name { get; }

    /// <summary>Form of the value; null for the message.</summary>
    public WireShape? Shape { get; }

    /// <summary>Whether the message needs it where it stands.</summary>
    public bool IsRequired { get; }

    /// <summary>The type of an object; null for every other value.</summary>
    public WireType? Nested { get; }

    /// <summary>Whether it is a list.</summary>
    public bool IsList => Shape?.Kind == WireKind.Array;

    /// <summary>Whether it is one of a list's items.</summary>
    public bool IsItem => _parent is { IsList: true };

    /// <summary>What was typed or chosen; empty: nothing, the member is left out.</summary>
    public string Text { get; set; } = "";

    /// <summary>It is filled in already and stands in no form.</summary>
    public bool IsHidden { get; internal set; }

    /// <summary>The members that stand in the form, in the order of the schema, or the items of a list.</summary>
    public IReadOnlyList<FormNode> Children => _children;

    /// <summary>Members that may be added.</summary>
    public IEnumerable<WireField> Offered => Nested?.Fields.Where(one => one.Name != Vendor && _children.TrueForAll(child => child.Name != one.Name) && _fields?.Has(Plain.Length == 0 ? one.Name : $"{Plain}.{one.Name}") != false) ?? [];

    /// <summary>The words that may be chosen.</summary>
    public IReadOnlyList<string> Words => _fields?.WordsOf(Plain) ?? Shape?.Words ?? [];

    /// <summary>Whether one more item may be added.</summary>
    public bool HasRoom => IsList && (Shape!.MaxItems is not { } most || _children.Count < most);

    /// <summary>Whether it may be taken out again.</summary>
    public bool IsRemovable => _parent is not null && (IsItem ? _parent._children.Count > _parent.Least : !IsRequired);

    /// <summary>Where it stands, spelt as in <see cref="WireViolation.Path"/>; empty for the message.</summary>
    public string Path => _parent is null ? _place
        : IsItem ? string.Create(CultureInfo.InvariantCulture, $"{_parent.Path}[{_parent._children.IndexOf(this)}]")
        : _parent.Path.Length == 0 ? Name : $"{_parent.Path}.{Name}";

    // What the station's version needs although the table leaves it open.
    private bool Needs(string name) => _fields is not null && CommandMembers.Needs($"{Plain}.{name}");

    // Without the places in lists.
    private string Plain => _parent is null ? "" : IsItem ? _parent.Plain : _parent.Plain.Length == 0 ? Name : $"{_parent.Plain}.{Name}";

    private int Least => Math.Max(1, Shape?.MinItems ?? 0);

    /// <summary>Adds a member that is not there yet, with all that it requires itself.</summary>
    /// <param name="name">One of the type's fields.</param>
    public FormNode Add(string name)
    {
        if (_children.Find(child => child.Name == name) is { } there) return there;
        var field = Nested?.Field(name) ?? throw new ArgumentException($"{Nested?.Name ?? Name} has no field {name}.", nameof(name));
        var added = new FormNode(this, Nested, name, field.Shape, field.Required || Needs(name), _now, _fields);
        var order = Nested.Fields.Select(one => one.Name).ToList();
        var before = _children.FindIndex(child => order.IndexOf(child.Name) > order.IndexOf(name));
        _children.Insert(before < 0 ? _children.Count : before, added);
        return added;
    }

    /// <summary>Adds an item at the end of a list.</summary>
    public FormNode AddItem()
    {
        var item = new FormNode(this, Owner, Name, Shape?.Item ?? throw new InvalidOperationException($"{Name} is no list."), true, _now, _fields);
        _children.Add(item);
        return item;
    }

    /// <summary>Takes it out of the form, with what was typed.</summary>
    public void Remove()
    {
        if (IsRemovable) _parent!._children.Remove(this);
    }

    /// <summary>It and all below it.</summary>
    public IEnumerable<FormNode> All() => _children.SelectMany(child => child.All()).Prepend(this);

    /// <summary>The value as it would be sent; null: there is none. What is not of the field's form stays text, for the check to say so.</summary>
    public JsonNode? ToJson()
    {
        if (IsList) return new JsonArray([.. _children.Select(item => item.ToJson())]);
        if (Nested is null) return Value();
        var members = new JsonObject();
        foreach (var child in _children)
            if (child.ToJson() is { } value) members[child.Name] = value;
        return members;
    }

    private JsonNode? Value()
    {
        if (Text.Length == 0) return IsNobodysToken ? JsonValue.Create("") : null;
        switch (Shape!.Kind)
        {
            case WireKind.Integer when long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole): return JsonValue.Create(whole);
            case WireKind.Number when decimal.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number): return JsonValue.Create(number);
            case WireKind.Boolean when bool.TryParse(Text, out var yes): return JsonValue.Create(yes);
            case WireKind.Any: return Anything(Text);
            default: return JsonValue.Create(Text);
        }
    }

    // A token of the type NoAuthorization is an empty text (2.1 Part 2, C02.FR.02 with IdTokenType).
    private bool IsNobodysToken => Name == "idToken" && Shape!.Kind == WireKind.String && _parent!._children.Exists(child => child is { Name: "type", Text: "NoAuthorization" });

    // Where the schema leaves it open, text that is JSON is meant as JSON.
    private static JsonNode? Anything(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
