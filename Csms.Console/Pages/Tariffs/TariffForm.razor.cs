using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Pages.Messages;
using Csms.Console.Texts;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Tariffs.OnStation;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace Csms.Console.Pages.Tariffs;

/// <summary>Sets the default tariff of a station, or another tariff for a running transaction; turns into the command's life once it is given.</summary>
public sealed partial class TariffForm
{
    private static readonly int[] _waits = [15, 60, 1440];

    private readonly TariffDraft _draft = new();
    private IReadOnlyDictionary<string, string> _faults = new Dictionary<string, string>();
    private IReadOnlyList<TariffFinding> _limits = [];
    private StationCommand? _command;
    private int _waitMinutes = 60;
    private bool _tried, _refused, _sending;

    [Inject] private StationTariffBook Book { get; set; } = null!;
    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IStringLocalizer<StationTexts> Commands { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <summary>For this transaction; null: the default tariff.</summary>
    [Parameter] public string? TransactionId { get; set; }

    /// <summary>Currency to begin with.</summary>
    [Parameter] public string? Currency { get; set; }

    private TimeZoneInfo In => Zone ?? Formats.Zone;

    private string Preview => JsonText.Indented(Body().ToJsonString());

    /// <summary>What the station's word means, where it did not take the tariff.</summary>
    private string? Answer => _command is { Stage: CommandStage.Answered, Status: { } word and not "Accepted" } && T[$"Answer.{word}"] is { ResourceNotFound: false } said ? said.Value : null;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _draft.Currency = Currency ?? Book.SupportOf(Station.Id).Currency ?? "EUR";
        var local = TimeZoneInfo.ConvertTime(Time.GetUtcNow(), In);
        _draft.TariffId = string.Create(CultureInfo.InvariantCulture, $"T-{local:yyyyMMdd-HHmmss}");
        _draft.Texts[0].Language = Formats.Culture.TwoLetterISOLanguageName;
    }

    private JsonObject Body()
    {
        var tariff = TariffRules.Tariff(_draft, In);
        return TransactionId is { } transaction
            ? new JsonObject { ["tariff"] = tariff, ["transactionId"] = transaction }
            : new JsonObject { ["evseId"] = _draft.EvseId, ["tariff"] = tariff };
    }

    private void Judge()
    {
        if (!_tried) return;
        _faults = TariffRules.Check(_draft);
        _limits = _faults.Count > 0 ? [] : Limits();
    }

    private List<TariffFinding> Limits()
    {
        using var tariff = JsonDocument.Parse(TariffRules.Tariff(_draft, In).ToJsonString());
        return [.. TariffCheck.Of(tariff.RootElement, Book.SupportOf(Station.Id)).Where(finding => finding.FromStation)];
    }

    private async Task SendAsync()
    {
        if (_sending) return;
        // What the station has said that it can't do is shown once; then it goes out all the same, if the person wants.
        var warned = _limits.Count > 0;
        _tried = true;
        Judge();
        if (_faults.Count > 0 || (_limits.Count > 0 && !warned)) return;
        _sending = true;
        try
        {
            var wait = Station.Link == LinkState.Online ? (TimeSpan?)null : TimeSpan.FromMinutes(_waitMinutes);
            _command = await Executor.StartAsync(Station.Id, TransactionId is null ? "SetDefaultTariff" : "ChangeTransactionTariff", Body(), waitFor: wait);
            _refused = _command is null;
        }
        finally
        {
            _sending = false;
        }
    }
}
