using Csms.Console.Controls;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Tariffs;

/// <summary>The fields of a tariff; who owns the draft judges it at each change.</summary>
public sealed partial class TariffFields
{
    private KeyValuePair<bool, string>[] _sides = [];

    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired] public TariffDraft Draft { get; set; } = null!;

    /// <summary>What is wrong, by member; empty until somebody wants it to be told.</summary>
    [Parameter, EditorRequired] public IReadOnlyDictionary<string, string> Faults { get; set; } = null!;

    /// <summary>Something was typed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    /// <summary>The identity stays as it is.</summary>
    [Parameter] public bool IdFixed { get; set; }

    /// <summary>What the identity is called; null: the tariff.</summary>
    [Parameter] public string? IdLabel { get; set; }

    /// <summary>What to know of the identity.</summary>
    [Parameter] public string? IdHint { get; set; }

    /// <summary>What to know of an empty text.</summary>
    [Parameter] public string? TextHint { get; set; }

    /// <summary>IANA name of the zone in which times are typed.</summary>
    [Parameter, EditorRequired] public string ZoneName { get; set; } = "";

    /// <summary>A field beside the identity.</summary>
    [Parameter] public RenderFragment? Beside { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized() => _sides = [new(false, T["Form.Without"]), new(true, T["Form.With"])];

    private void Judge() => _ = Changed.InvokeAsync();

    private string? Invalid(string member) => Faults.ContainsKey(member) ? "true" : null;

    private RenderFragment Wrong(string member, string? hint) => FieldNote.Of(T, Faults, member, hint);

    /// <summary>The other side of an amount, and what an hour costs.</summary>
    private string? Other(string price, bool perMinute = false)
    {
        if (TariffRules.Amount(price) is not { } amount) return null;
        var taxes = new TaxSum(Draft.Taxes);
        var other = !taxes.Any ? null : Draft.WithTax ? T["Form.IsWithout", Text(taxes.Without(amount))].Value : T["Form.IsWith", Text(taxes.With(amount))].Value;
        var hour = perMinute ? T["Form.AnHour", Text(amount * 60), Draft.Currency].Value : null;
        return string.Join(" · ", new[] { other, hour }.OfType<string>()) is { Length: > 0 } text ? text : null;
    }

    private string Text(decimal amount) => amount.ToString("0.00######", Formats.Culture);
}
