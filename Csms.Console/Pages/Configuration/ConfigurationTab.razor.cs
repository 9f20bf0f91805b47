using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Templates;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Configuration;

/// <summary>What a station is configured with: read, compared, changed in place and sent as one.</summary>
public sealed partial class ConfigurationTab
{
    private const int Offered = 40;
    private static readonly TimeSpan _patience = TimeSpan.FromHours(1); // values for a station that is offline
    private static readonly TimeSpan _begin = TimeSpan.FromSeconds(20); // an accepted report that never begins

    private readonly ConfigurationSheet _sheet = new();
    private IReadOnlyList<ConfigurationRow> _rows = [];
    private IReadOnlyList<StationDrift> _drifts = [];
    private IReadOnlyList<(string Id, string Name)> _others = [];
    private IReadOnlyList<WantedValue> _asked = [];
    private StationReport? _report;
    private StationCommand? _sent, _reading;
    private DateTimeOffset? _readAt;
    private AccessScope _scope = AccessScope.Nobody;
    private string? _otherName, _compared;
    private bool _loaded, _failed, _mayWrite, _mayRead, _notFound, _refused, _disposed;
    private int _dirty;

    [Inject] private ConfigurationReader Reader { get; set; } = null!;
    [Inject] private ConfigurationDrift Drift { get; set; } = null!;
    [Inject] private TemplateDirectory Templates { get; set; } = null!;
    [Inject] private ReportLedger Ledger { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The station as it is now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    [SupplyParameterFromQuery(Name = "vq")] private string? Q { get; set; }

    [SupplyParameterFromQuery] private string? Compare { get; set; }

    [SupplyParameterFromQuery] private string? Differ { get; set; }

    [SupplyParameterFromQuery] private string? View { get; set; }

    private bool HasMonitors => Station.OcppVersion is not (null or "1.6");

    private bool IsMonitors => View == "monitors" && HasMonitors;

    private bool OnlyDiffering => Differ == "1" && _sheet.IsCompared;

    private bool IsSending => _sent is { Stage: CommandStage.Queued or CommandStage.Sent };

    private bool IsReading => _reading is { Stage: CommandStage.Queued or CommandStage.Sent } || _readAt is not null;

    /// <inheritdoc />
    public void Dispose()
    {
        _disposed = true;
        Ledger.Changed -= OnReport;
        Ticker.Tick -= OnTick;
        foreach (var open in new[] { _sent, _reading }.OfType<StationCommand>().Where(command => !command.IsEnded())) Executor.Follow(open);
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await UserScope.GetAsync();
        _mayWrite = CommandExecutor.May(_scope, CommandKind.SetVariables, Station);
        _mayRead = CommandExecutor.May(_scope, CommandKind.BaseReport, Station);
        Ledger.Changed += OnReport;
        Ticker.Tick += OnTick;
        await LoadAsync();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        if (!_loaded) return;
        if (_compared != Compare) await CompareAsync();
        Show();
    }

    private void OnReport(StationId station)
    {
        if (station == Station.Id) Volatile.Write(ref _dirty, 1);
    }

    private void OnTick(long second)
    {
        var changed = Interlocked.Exchange(ref _dirty, 0) == 1;
        if ((!changed && _readAt is null) || _disposed) return;
        _ = InvokeAsync(async () =>
        {
            if (_readAt is { } since && (Ledger.Of(Station.Id) is { IsComplete: true } known && known.LastAt >= since || Time.GetUtcNow() - since > (_report is { } last && last.LastAt >= since ? StationReport.Silence : _begin))) _readAt = null;
            await LoadAsync();
            StateHasChanged();
        });
    }

    private async Task LoadAsync()
    {
        try
        {
            _sheet.Held = await Reader.AllAsync(Station.Key, CancellationToken.None);
            _report = await Reader.ReportAsync(Station.Key, CancellationToken.None);
            _drifts = [.. Templates.For(Station).Where(template => TemplateDesk.Sees(_scope, template)).Select(template => new StationDrift(Station, template, DriftLine.Of(template, _sheet.Held)))];
            _others = [.. Templates.For(Station).Where(template => TemplateDesk.Sees(_scope, template)).Select(template => (template.Id, template.Name)), .. Alike()];
            await CompareAsync();
            (_failed, _loaded) = (false, true);
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }

        Show();
    }

    /// <summary>Stations of the same model come first to mind.</summary>
    private IEnumerable<(string, string)> Alike() => Board.Stations(_scope.Live())
        .Where(station => station.Id != Station.Id && station.OcppVersion == Station.OcppVersion && station.Boot?.Model == Station.Boot?.Model)
        .OrderBy(station => station.Id.Value, StringComparer.Ordinal).Take(Offered).Select(station => (station.Id.Value, station.DisplayName));

    private async Task CompareAsync()
    {
        _compared = Compare;
        (_notFound, _otherName) = (false, null);
        if (string.IsNullOrWhiteSpace(Compare))
        {
            _sheet.Compare(null);
        }
        else if (Templates.Find(Compare) is { } template && TemplateDesk.Sees(_scope, template))
        {
            _otherName = template.Name;
            _sheet.Compare(template.Wanted.Select(wanted => (wanted.Address, (string?)wanted.Value)), isWish: true);
        }
        else if (StationId.TryParse(Compare, out var id) && Board.Find(id, _scope.Live()) is { } other)
        {
            _otherName = other.Id.Value;
            _sheet.Compare((await Reader.AllAsync(other.Key, CancellationToken.None)).Where(held => !held.IsSecret).Select(held => (held.Address, held.Value)));
        }
        else
        {
            _notFound = true;
            _sheet.Compare(null);
        }
    }

    private void Show() => _rows = _sheet.Rows(Q, OnlyDiffering);

    private void Edit(ConfigurationRow row, string? text)
    {
        _sheet.Edit(row.Held, text ?? "");
        Show();
    }

    private void TakeOver()
    {
        _sheet.TakeOver();
        Show();
    }

    private void Discard()
    {
        _sheet.Discard();
        _sent = null;
        Show();
    }

    private async Task SendAsync()
    {
        if (IsSending || _sheet.Faults > 0) return;
        _asked = _sheet.Changes;
        var command = await Executor.StartAsync(new OperatorCommand(Station.Id, CommandKind.SetVariables, ConfigurationTemplate.Body(_asked))
        {
            WaitFor = Station.Link == LinkState.Online ? null : _patience,
        });
        _refused = command is null;
        _sent = command;
        Follow(command, OnSentAsync);
    }

    private async Task ReadAsync()
    {
        if (IsReading) return;
        var command = await Executor.StartAsync(new OperatorCommand(Station.Id, CommandKind.BaseReport, new() { ["reportBase"] = "FullInventory" }));
        _refused = command is null;
        (_reading, _readAt) = (command, null);
        Follow(command, OnReadAsync);
    }

    /// <summary>Looks at each step of a command's life; the last may be over before anyone looks.</summary>
    private void Follow(StationCommand? command, Func<StationCommand, Task> step)
    {
        if (command is null) return;
        IDisposable? watch = null;
        watch = Executor.Watch(command.Id, after =>
        {
            if (after.Stage is not (CommandStage.Queued or CommandStage.Sent)) watch?.Dispose();
            if (!_disposed) _ = InvokeAsync(() => step(after));
        });
        _ = InvokeAsync(async () =>
        {
            var now = await Executor.NowAsync(command);
            if (now.Stage is not (CommandStage.Queued or CommandStage.Sent)) await step(now);
        });
    }

    private async Task OnSentAsync(StationCommand after)
    {
        if (_disposed || _sent?.Id != after.Id || !IsSending) return;
        _sent = after;
        if (after.Stage is CommandStage.Answered or CommandStage.Observed)
        {
            _sheet.Answered(_asked, after.Response);
            await LoadAsync();
        }

        StateHasChanged();
    }

    private async Task OnReadAsync(StationCommand after)
    {
        if (_disposed || _reading?.Id != after.Id || _reading.Stage is not (CommandStage.Queued or CommandStage.Sent)) return;
        _reading = after;
        // A report of 2.x comes in parts of its own; the keys of 1.6 are in the answer.
        if (after is { Stage: CommandStage.Answered or CommandStage.Observed, Status: "Accepted" } && Station.OcppVersion != "1.6" && Ledger.Of(Station.Id) is not { IsComplete: true } && after.SentAt is { } sentAt) _readAt = sentAt;
        await LoadAsync();
        StateHasChanged();
    }

    private string Owner(ConfigurationRow row) => row.Held.Address.Component == VariableAddress.Keys ? T["Keys"] : row.Held.Address.Owner;

    private string Explain(ConfigurationRow row) => row.Held.Key is { } key && key != row.Held.Address.Variable ? T["Key", row.Held.Address.ToString(), key] : row.Held.Address.ToString();

    private static IEnumerable<string> Options(ConfigurationRow row)
    {
        IEnumerable<string> words = row.Held.Characteristics.IsChoice ? row.Held.Characteristics.Values : ["true", "false"];
        return words.Contains(row.Text) ? words : words.Prepend(row.Text); // what the station told, even where it breaks its own rule
    }

    private string FaultText(ValueFault fault) => T[$"Fault.{fault.Kind}", fault.Bound ?? ""];

    private string? LimitText(ConfigurationRow row)
    {
        var about = row.Held.Characteristics;
        var limits = (about.MinLimit, about.MaxLimit) switch
        {
            ({ } least, { } most) => Formats.Range(Number(least), Number(most)),
            ({ } least, null) => $"≥ {Number(least)}",
            (null, { } most) when about.DataType is "string" or null || about.IsList => T["Limit.Length", Number(most)].Value,
            (null, { } most) => $"≤ {Number(most)}",
            _ => null,
        };
        var targets = row.Held.Attributes.Where(attribute => attribute.Type != "Actual" && attribute.Value is not null).Select(attribute => $"{attribute.Type} {attribute.Value}");
        var words = about.Values.IsEmpty || about.IsChoice && about.Values.Length > 8 ? null : string.Join(", ", about.Values);
        return string.Join(" · ", new[] { limits, words }.Concat(targets).Where(text => !string.IsNullOrEmpty(text)));
    }

    private string Number(decimal value) => Formats.Number((double)value, value == decimal.Truncate(value) ? 0 : 2);

    private string Access(ConfigurationRow row) => row.Held.Main.At == default ? Formats.Unknown : T[row.Held.IsGone ? "Access.Gone" : row.Held.IsSecret ? "Access.WriteOnly" : row.Held.CanBeSet ? "Access.ReadWrite" : row.Held.Main.IsConstant == true ? "Access.Constant" : "Access.ReadOnly"];

    private string? Told() => _sheet.At is { } at ? T["Told", Formats.Number(_sheet.Held.Count), Formats.Time(at, Time.GetUtcNow(), Zone)].Value : null;

    private string? ReportWords() => _report switch
    {
        null or { IsComplete: true } => null,
        { IsCut: true } report => T["Report.Cut", Formats.Time(report.LastAt, Time.GetUtcNow(), Zone), Formats.Number(report.Variables)].Value,
        var report when report.IsRunning(Time.GetUtcNow()) => T["Report.Running", Formats.Number(report.Parts)].Value,
        { Missing.Length: > 0 } report => T["Report.Missing", Formats.Time(report.LastAt, Time.GetUtcNow(), Zone), string.Join(", ", report.Missing)].Value,
        var report => T["Report.NoEnd", Formats.Time(report.LastAt, Time.GetUtcNow(), Zone), Formats.Number(report.Parts)].Value,
    };
}
