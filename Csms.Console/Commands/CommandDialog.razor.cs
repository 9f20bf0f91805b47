using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Csms.Console.Commands;

/// <summary>A command's question, which turns into its life once it is given. Closing it does not cancel the command.</summary>
public sealed partial class CommandDialog
{
    private static readonly int[] _waits = [15, 60, 1440];

    private readonly CommandForm _form = new();
    private StationState? _station;
    private int? _limited; // number under which limits wait for what this dialog starts
    private StationCommand? _command;
    private string _reason = "";
    private int _waitMinutes = 60;
    private bool _mayRead, _mayTokens, _tried, _refused, _sending;

    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private StartLimitDesk StartLimits { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired] public StationId Station { get; set; }

    /// <summary>What.</summary>
    [Parameter, EditorRequired] public CommandKind Kind { get; set; }

    /// <summary>EVSE that the person came from; null: none.</summary>
    [Parameter] public int? EvseId { get; set; }

    /// <summary>Transaction that is asked for; null: none.</summary>
    [Parameter] public string? TransactionId { get; set; }

    private bool Danger => Kind switch
    {
        CommandKind.Reset or CommandKind.Stop => true,
        CommandKind.Availability => !_form.Operative,
        _ => false,
    };

    private string Verb => _station!.Link == LinkState.Online ? T[$"Verb.{Kind}"] : T["Verb.Queue"];

    private string LinkLine => _station!.Link == LinkState.Online
        ? T["Dialog.Online", _station.Pulse.LastSeenAt is { } seen ? Formats.Age(seen, Time.GetUtcNow()) : Formats.Unknown]
        : T["Dialog.Offline", _station.Pulse.LastSeenAt is { } last ? Formats.Age(last, Time.GetUtcNow()) : L["Never"].Value];

    /// <summary>What will happen and what it touches.</summary>
    private string Touches
    {
        get
        {
            var running = _station!.Sessions.Sessions.Where(session => session.IsActive && (_form.EvseId is null || session.EvseId == _form.EvseId)).Select(session => session.Id.Display).ToList();
            var sessions = running.Count == 0 ? T["Touch.NoSession"].Value : T["Touch.Sessions", string.Join(", ", running)].Value;
            return Kind switch
            {
                CommandKind.Reset => $"{T[$"Touch.{_form.ResetType}"]} {sessions}",
                CommandKind.Availability => $"{T[_form.Operative ? "Touch.Operative" : "Touch.Inoperative"]} {(_form.Operative ? "" : sessions)}",
                _ => T[$"Touch.{Kind}"],
            };
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_command is { } command && !command.IsEnded()) Executor.Follow(command);
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var scope = await UserScope.GetAsync();
        _station = Board.Find(Station, scope.Live());
        if (_station is null) return;
        _mayRead = scope.Can(Permissions.MessagesRead, _station.Profile.SiteId);
        _mayTokens = scope.Can(Permissions.TokensRead);
        _form.EvseId = EvseId ?? (Kind is CommandKind.Start or CommandKind.Unlock ? _station.Evses.OrderBy(evse => _station.Sessions.Running(evse.Id) is null ? 0 : 1).Select(evse => (int?)evse.Id).FirstOrDefault() : null);
        _form.Operative = Kind == CommandKind.Availability && _station.EvseConditions().Any(evse => evse.Condition == EvseCondition.Unavailable && (EvseId is null || evse.EvseId == EvseId));
        _form.TransactionId = TransactionId;
        if (Kind == CommandKind.Stop)
        {
            var running = _station.Sessions.Sessions.Where(session => session.IsActive).ToList();
            _form.TransactionId = (running.FirstOrDefault(session => session.EvseId == EvseId) ?? running.FirstOrDefault())?.TransactionId;
        }
    }

    private async Task SendAsync()
    {
        _tried = true;
        if (_sending || !_form.IsComplete(Kind)) return;
        _sending = true;
        try
        {
            _station = Board.Find(Station, LiveScope.All) ?? _station;
            var body = _form.Body(Kind);
            if (Kind == CommandKind.Start && !await LimitAsync(body)) return;
            _command = await Executor.StartAsync(new OperatorCommand(Station, Kind, body)
            {
                Reason = string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim(),
                WaitFor = _station!.Link == LinkState.Online ? null : TimeSpan.FromMinutes(_waitMinutes),
            });
            _refused = _command is null;
            if (_command is null) await ForgetLimitAsync();
        }
        finally
        {
            _sending = false;
        }
    }

    /// <summary>What is started takes its limits over by the number of the request (2.1 F07): they are kept before it leaves. False: the person may not.</summary>
    private async Task<bool> LimitAsync(System.Text.Json.Nodes.JsonObject body)
    {
        if (_form.Limits.Limits is not { IsEmpty: false } limits || !LimitDesk.HasLimits(_station)) return true;
        var scope = await UserScope.GetAsync();
        if (_refused = !StartLimitDesk.May(scope, _station!)) return false;
        var number = _limited ??= System.Security.Cryptography.RandomNumberGenerator.GetInt32(1, int.MaxValue);
        await StartLimits.PutAsync(scope, _station!, number, limits, CancellationToken.None);
        body["remoteStartId"] = number;
        return true;
    }

    // The station's answer is shown as far as it can be read.
    private static bool? Flag(System.Text.Json.Nodes.JsonObject told, string member) => told[member] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<bool>(out var flag) ? flag : null;

    private async Task StepAsync(StationCommand after)
    {
        _command = after;
        // One that left and was not answered may begin all the same.
        var refused = after is { Stage: CommandStage.Answered } && !StationCommand.IsAgreement(after.Status);
        if (refused || after.Stage is CommandStage.Error or CommandStage.NotSent or CommandStage.NotPossible or CommandStage.Expired) await ForgetLimitAsync();
    }

    /// <summary>Nothing will show the number: its limits wait for nothing.</summary>
    private async Task ForgetLimitAsync()
    {
        if (_limited is not { } number) return;
        _limited = null;
        await StartLimits.DeleteAsync(await UserScope.GetAsync(), _station!, number, CancellationToken.None);
    }

    private void Again() => (_command, _tried) = (null, false);

    private async Task WithdrawAsync()
    {
        if (_command is null || !await Executor.WithdrawAsync(_command, Kind)) return;
        await ForgetLimitAsync();
        Dialogs.Close();
    }
}
