using Csms.Console.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tariffs;

/// <summary>What stands below a field: what is wrong with it, else what to know.</summary>
internal static class FieldNote
{
    public static RenderFragment Of(IStringLocalizer<TariffTexts> texts, IReadOnlyDictionary<string, string> faults, string member, string? hint) => builder =>
    {
        var fault = faults.GetValueOrDefault(member);
        if (fault is null && hint is null) return;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", fault is null ? "hint" : "wrong");
        builder.AddContent(2, fault is null ? hint : texts[$"Fault.{fault}"].Value);
        builder.CloseElement();
    };
}
