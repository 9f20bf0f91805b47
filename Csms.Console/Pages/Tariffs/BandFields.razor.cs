using Csms.Console.Controls;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Tariffs;

/// <summary>The fields of a price under conditions.</summary>
public sealed partial class BandFields
{
    private static readonly DayOfWeek[] _week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>What is typed.</summary>
    [Parameter, EditorRequired] public BandDraft Band { get; set; } = null!;

    /// <summary>Its place among the others, from 0 on.</summary>
    [Parameter, EditorRequired] public int Place { get; set; }

    /// <summary>What is wrong, by member.</summary>
    [Parameter, EditorRequired] public IReadOnlyDictionary<string, string> Faults { get; set; } = null!;

    /// <summary>What to know of the price.</summary>
    [Parameter] public string? Hint { get; set; }

    /// <summary>Something was typed.</summary>
    [Parameter] public EventCallback Changed { get; set; }

    /// <summary>It is wanted no more.</summary>
    [Parameter] public EventCallback Remove { get; set; }

    private void Judge() => _ = Changed.InvokeAsync();

    private string? Unit => PartForm.Of(Band.Part).Unit;

    private string? Invalid(string member) => Faults.ContainsKey(member) ? "true" : null;

    private RenderFragment Wrong(string member, string? hint) => FieldNote.Of(T, Faults, member, hint);

    private Task Choose(DayOfWeek day, bool chosen)
    {
        if (chosen) Band.Days.Add(day);
        else Band.Days.Remove(day);
        return Changed.InvokeAsync();
    }

    // A figure means nothing for another kind.
    private Task ChangeKind(ConditionDraft condition, string? kind)
    {
        (condition.Kind, condition.From, condition.Until) = (Enum.Parse<ConditionKind>(kind!), "", "");
        return Changed.InvokeAsync();
    }
}
