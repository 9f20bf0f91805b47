using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Commands;

/// <summary>Opens command dialogs: "Reset EVSE 2 of HBN-07".</summary>
public sealed class CommandOpener(Ask ask, IStringLocalizer<StationTexts> texts)
{
    private const string Width = "560px";

    /// <summary>Opens the dialog; returns when it is closed.</summary>
    /// <param name="kind">Which command.</param>
    /// <param name="station">To whom.</param>
    /// <param name="evseId">EVSE that the person came from.</param>
    /// <param name="transactionId">Transaction that the person came from.</param>
    public Task OpenAsync(CommandKind kind, StationId station, int? evseId = null, string? transactionId = null) => ask.FormAsync<CommandDialog>(
        evseId is null ? texts[$"Title.{kind}", station.Value] : texts[$"Title.{kind}.Evse", station.Value, evseId],
        new Dictionary<string, object?> { [nameof(CommandDialog.Station)] = station, [nameof(CommandDialog.Kind)] = kind, [nameof(CommandDialog.EvseId)] = evseId, [nameof(CommandDialog.TransactionId)] = transactionId },
        Width);

    /// <summary>Opens the form for any command that the station's version has; returns when it is closed.</summary>
    /// <param name="station">To whom.</param>
    public Task OpenAnyAsync(StationId station) =>
        ask.FormAsync<AnyCommandDialog>(texts["Any.Title", station.Value], new Dictionary<string, object?> { [nameof(AnyCommandDialog.Station)] = station }, "960px");
}
