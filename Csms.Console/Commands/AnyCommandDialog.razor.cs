using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Csms.Console.Controls;
using Csms.Console.Protocol;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Vendors;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Radzen;

namespace Csms.Console.Commands;

/// <summary>Any command that the station's version has, filled in field by field from its own table; then its life.</summary>
public sealed partial class AnyCommandDialog
{
    private static readonly int[] _waits = [15, 60, 1440];
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly Dictionary<string, string> _none = [];

    private IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> _blocks = [];
    private IReadOnlyDictionary<string, string> _faults = _none;
    private IReadOnlyList<TransferMessage> _transfers = [];
    private IReadOnlyList<FormNode> _shown = [];
    private StationState? _station;
    private StationCommand? _command;
    private MessageForm? _form;
    private OcppVersion _version;
    private string _reason = "", _search = "";
    private IOcppDialect? _dialect;
    private int _waitMinutes = 60;
    private bool _tried, _refused, _sending;

    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private ProtocolWords Protocol { get; set; } = null!;
    [Inject] private EngineWords Words { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private IEnumerable<IOcppDialect> Dialects { get; set; } = null!;
    [Inject] private TransferDirectory Transfers { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired] public StationId Station { get; set; }

    private string Json => CommandText.WithoutSecrets(_form!.Body()).ToJsonString(_indented);

    // A few letters of the action, of its name in the station's version, or of what it is for.
    private IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> Found => _search.Trim() is not { Length: > 0 } wanted ? _blocks : _blocks
        .Select(block => KeyValuePair.Create<string, IReadOnlyList<string>>(block.Key, [.. block.Value.Where(action => Matches(action, wanted))])).Where(block => block.Value.Count > 0);

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
        if (_station is not { } station) return;
        // Of a station that never connected the newest version is assumed, as in the command menu.
        if (!OcppVersions.TryParseSubprotocol("ocpp" + station.OcppVersion, out _version)) _version = OcppVersion.V21;
        _dialect = Dialects.First(dialect => dialect.Version == _version);
        var maker = station.Boot?.Vendor;
        _transfers = [.. Transfers.All.OrderByDescending(message => IsOf(message, maker))];
        _blocks =
        [
            .. CommandBlocks.All
                .Select(block => KeyValuePair.Create<string, IReadOnlyList<string>>(block.Key, [.. block.Value.Where(action => CommandCatalogue.Supports(action, _version) && CommandExecutor.May(scope, action, station))]))
                .Where(block => block.Value.Count > 0),
        ];
    }

    // The vendorId is often the vendor's name backwards as a domain: com.acme.
    private static bool IsOf(TransferMessage message, string? maker) => maker is { Length: > 0 } && message.VendorId.Contains(maker, StringComparison.OrdinalIgnoreCase);

    // What it is called in 1.6, where that is something else.
    private IEnumerable<string> OtherNames(string action) => CommandCatalogue.NamesOf(action, _version).Where(name => name != action);

    private string Named(string action) => string.Join(" · ", OtherNames(action).Prepend(action));

    // Before all fields are filled in: the names that it may have.
    private string Leaves(MessageForm form) => string.Join(", ", form.LeavesAs(_dialect!) is { Count: > 0 } names ? names
        : form.Extended ? CommandCatalogue.NamesOf(form.Action, _version).TakeLast(1) : CommandCatalogue.NamesOf(form.Action, _version));

    private bool Matches(string action, string wanted) =>
        action.Contains(wanted, StringComparison.OrdinalIgnoreCase) || OtherNames(action).Any(name => name.Contains(wanted, StringComparison.OrdinalIgnoreCase)) || Protocol.Action(action)?.Contains(wanted, StringComparison.CurrentCultureIgnoreCase) == true;

    // The field keeps its own text: one that comes back from here would overtake whoever types fast.
    private void Search(ChangeEventArgs change) => _search = change.Value as string ?? "";

    // Enter takes the first that is left.
    private void Searched(KeyboardEventArgs key)
    {
        if (key.Key == "Enter" && Found.SelectMany(block => block.Value).OrderByDescending(action => action.StartsWith(_search.Trim(), StringComparison.OrdinalIgnoreCase)).FirstOrDefault() is { } first) Choose(first);
    }

    private void ChooseTransfer(ChangeEventArgs change)
    {
        _form!.Transfer(int.TryParse(change.Value as string, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < _transfers.Count ? _transfers[index] : null);
        Judge();
    }

    private void Choose(ChangeEventArgs change) => Choose(change.Value as string ?? "");

    private void Choose(string action)
    {
        _form = _blocks.Any(block => block.Value.Contains(action)) ? new MessageForm(action, _version, Time.GetUtcNow(), RandomNumberGenerator.GetInt32(1, int.MaxValue)) : null;
        _tried = false;
        Judge();
    }

    private void Judge()
    {
        _faults = _tried && _form is { } form ? Said(form) : _none;
        _shown = _form is null ? [] : [.. _form.All()];
    }

    // What the schema forbids; where it fits, what the station's version can't be told.
    private Dictionary<string, string> Said(MessageForm form)
    {
        var faults = form.Faults();
        if (faults.Count > 0) return faults.ToDictionary(fault => fault.Key, fault => Words.Say(fault.Value), StringComparer.Ordinal);
        return form.Refusal(_dialect!) is { } refusal ? new(StringComparer.Ordinal) { [refusal.Member ?? ""] = Words.Say(refusal.Why) } : [];
    }

    private async Task SendAsync()
    {
        _tried = true;
        Judge();
        if (_sending || _form is not { } form || _faults.Count > 0) return;
        _sending = true;
        try
        {
            _station = Board.Find(Station, LiveScope.All) ?? _station;
            _command = await Executor.StartAsync(Station, form.Action, form.Body(), string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim(),
                _station!.Link == LinkState.Online ? null : TimeSpan.FromMinutes(_waitMinutes));
            _refused = _command is null;
        }
        finally
        {
            _sending = false;
        }
    }

    // What was typed stays; what the answer is found by is a new one.
    private void Again()
    {
        (_command, _tried, _search) = (null, false, ""); // the field of the search is a new one, and empty
        _form?.Renew(RandomNumberGenerator.GetInt32(1, int.MaxValue));
        Judge();
    }

    private async Task WithdrawAsync()
    {
        if (_command is not null && await Executor.WithdrawAsync(_command)) Dialogs.Close();
    }
}
