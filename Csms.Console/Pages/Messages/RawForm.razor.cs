using System.Text;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Protocol;
using Csms.Console.Security;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Ocpp.Wire;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Radzen;

namespace Csms.Console.Pages.Messages;

/// <summary>A message to a station exactly as an administrator writes it, and what the station answers.</summary>
public sealed partial class RawForm
{
    // A keystroke sends the whole text over the circuit, whose messages are held to 32 KB.
    private const int Longest = 15_000;
    private const int LeastRows = 8, MostRows = 14;

    private IReadOnlyList<OcppAction> _actions = [];
    private StationState? _state;
    private CallOutcome? _outcome;
    private RawCheck _check = RawCheck.Of(null, "{}");
    private string _action = "", _payload = "{}", _skeleton = "{}";
    private bool _mayRead, _tried, _asked, _sending;

    [Inject] private RawDesk Desk { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private ProtocolWords Protocol { get; set; } = null!;
    [Inject] private EngineWords Words { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired] public StationId Station { get; set; }

    private bool IsAction => RawDesk.IsAction(_action);

    private OcppAction? Known => _actions.FirstOrDefault(action => action.Name == _action);

    private int Rows => Math.Clamp(_payload.Count(letter => letter == '\n') + 2, LeastRows, MostRows);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        var state = Registry.Find(Station);
        var scope = await Scope.GetAsync();
        if (state is null || !scope.Can(Permissions.MessagesRaw, state.Profile.SiteId)) return;
        _state = state;
        _mayRead = scope.Can(Permissions.MessagesRead, state.Profile.SiteId);
        if (OcppVersions.TryParseSubprotocol("ocpp" + state.OcppVersion, out var version))
            _actions = [.. version.Actions().Where(action => action.Direction != MessageDirection.FromStation).OrderBy(action => action.Name, StringComparer.Ordinal)];
    }

    private void OnAction(ChangeEventArgs change)
    {
        _action = (change.Value as string ?? "").Trim();
        var untouched = _payload == _skeleton;
        _skeleton = Known is { } known ? PayloadSkeleton.Of(known.Request, Time.GetUtcNow()) : "{}";
        if (untouched) _payload = _skeleton;
        Judge();
    }

    private void OnPayload(ChangeEventArgs change)
    {
        _payload = change.Value as string ?? "";
        Judge();
    }

    private void Fill()
    {
        _payload = _skeleton;
        Judge();
    }

    private void Judge()
    {
        _check = RawCheck.Of(Known, _payload);
        _asked = false;
    }

    private async Task SendAsync()
    {
        _tried = true;
        if (_sending || !IsAction || _check.Payload is not { } payload) return;
        if (!_check.IsFine && !_asked)
        {
            _asked = true;
            return;
        }

        _sending = true;
        try
        {
            _outcome = await Desk.SendAsync(await Scope.GetAsync(), Station, _action, payload);
            if (_outcome is null) _state = null; // the right was taken away, or the station is gone
        }
        finally
        {
            _sending = false;
        }
    }

    private void Again()
    {
        (_outcome, _tried, _asked) = (null, false, false);
        _state = Registry.Find(Station);
    }

    private static string Text(ReadOnlyMemory<byte> json) => Encoding.UTF8.GetString(json.Span);
}
