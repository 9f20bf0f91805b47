using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Texts;
using Csms.Console.Tokens;
using Csms.Engine.Tokens;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Tokens;

/// <summary>What is wrong with a file of tokens and what an import changes, in the person's language.</summary>
internal sealed class ImportWords(IStringLocalizer<TokenTexts> texts, Formats formats)
{
    /// <summary>Why nothing of a file can be taken.</summary>
    public string Fault(TokenFileFault fault, (int Line, string Column) at) => fault switch
    {
        TokenFileFault.TooManyRows => texts["Import.Fault.TooManyRows", formats.Number(TokenFile.MaxRows)],
        TokenFileFault.ColumnTwice => texts["Import.Fault.ColumnTwice", at.Column],
        _ => texts[$"Import.Fault.{fault}", formats.Number(at.Line)],
    };

    /// <summary>Why a row is not taken.</summary>
    public string Why(RefusedRow row) => row.Why switch
    {
        RefusedWhy.Twice => texts["Import.Why.Twice", formats.Number(row.EarlierLine)],
        RefusedWhy.NotAToken or RefusedWhy.NotAGroup => texts[$"Import.Why.{row.Why}", TokenRules.MaxToken],
        RefusedWhy.NotAText => texts["Import.Why.NotAText", TokenRules.MaxText],
        RefusedWhy.NotALanguage => texts["Import.Why.NotALanguage", TokenRules.MaxLanguage],
        RefusedWhy.NotATariff => texts["Import.Why.NotATariff"],
        RefusedWhy.NotPlaces => texts["Import.Why.NotPlaces", TokenPlaces.Most],
        _ => texts[$"Import.Why.{row.Why}"],
    };

    /// <summary>What changes: "Driver Ann → Bob · Status Accepted → Blocked".</summary>
    public string Change(TokenChange change)
    {
        if (change is not { Before: { } before, After: { } after }) return "";
        List<string> parts = [];
        Add("Type", TokenWords.Type(texts, before.Type), TokenWords.Type(texts, after.Type));
        Add("Status", TokenWords.Status(texts, before.Status), TokenWords.Status(texts, after.Status));
        Add("Group", before.GroupId, after.GroupId);
        Add("Driver", before.Driver, after.Driver);
        Add("Expires", Moment(before.ExpiresAt), Moment(after.ExpiresAt));
        Add("Places", texts[before.Concurrent ? "Places.Many" : "Places.One"], texts[after.Concurrent ? "Places.Many" : "Places.One"]);
        Add("Note", before.Note, after.Note);
        Add("Language1", before.Language1, after.Language1);
        Add("Language2", before.Language2, after.Language2);
        Add("Priority", Number(before.Priority), Number(after.Priority));
        Add("OnlyAt", before.OnlyAt?.ToString(), after.OnlyAt?.ToString());
        Add("Tariff", before.TariffId, after.TariffId);
        return string.Join(" · ", parts);

        void Add(string label, string? was, string? now)
        {
            if (was != now) parts.Add($"{texts[label]} {was ?? Formats.Unknown} → {now ?? Formats.Unknown}");
        }
    }

    /// <summary>Columns of the report of refused rows.</summary>
    public IReadOnlyList<CsvColumn<RefusedRow>> Report() =>
    [
        new("line", row => row.Line),
        new("token", row => row.Token),
        new("column", row => row.Column),
        new("value", row => row.Value),
        new("reason", row => Why(row)),
    ];

    private string? Number(int? number) => number is { } given ? formats.Number(given) : null;

    private string? Moment(DateTimeOffset? at) => at is null ? null : $"{formats.Date(at)} {formats.Seconds(at)}";
}
