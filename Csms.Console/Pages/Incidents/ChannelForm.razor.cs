using System.Globalization;
using System.Security.Cryptography;
using Csms.Console.Controls;
using Csms.Console.Notices;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Incidents;
using Csms.Engine.Incidents.Notifications;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Incidents;

/// <summary>Adds or changes a notification channel.</summary>
public sealed partial class ChannelForm
{
    private static readonly string[] _zones = [.. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private readonly Dictionary<string, string> _faults = [];
    private readonly HashSet<IncidentRule> _rules = [];
    private readonly HashSet<string> _chosen = [];
    private string _name = "", _url = "", _host = "", _port = "587", _user = "", _from = "", _to = "", _secret = "", _zone = "";
    private ChannelKind _kind;
    private IncidentSeverity _least = IncidentSeverity.Warning;
    private TimeOnly _quietFrom = new(22, 0), _quietTo = new(6, 0);
    private bool _startTls = true, _enabled = true, _hasQuiet, _criticalPasses = true, _made, _changed;
    private IReadOnlyList<Site> _sites = [];
    private NotificationChannel? _opened;
    private string? _error;

    [Inject] private ChannelDirectory Channels { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private NoticeDesk Desk { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>What is changed; null adds.</summary>
    [Parameter] public ChannelEntry? Entry { get; set; }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        _sites = Sites.All;
        _zone = Formats.ZoneName;
        if (Entry?.Channel is not { } channel) return;
        _opened = channel;
        (_name, _kind, _url, _enabled, _least) = (channel.Name, channel.Kind, channel.Url, channel.Enabled, channel.LeastSeverity);
        (_host, _port, _startTls, _user, _from) = (channel.Host, channel.Port.ToString(CultureInfo.InvariantCulture), channel.StartTls, channel.User, channel.From);
        _to = string.Join(", ", channel.To);
        _rules.UnionWith(channel.Rules);
        _chosen.UnionWith(channel.Sites);
        if (channel.Quiet is not { } quiet) return;
        (_hasQuiet, _quietFrom, _quietTo, _zone, _criticalPasses) = (true, quiet.From, quiet.To, quiet.TimeZone, quiet.CriticalPasses);
    }

    private string? Fault(string field) => _faults.GetValueOrDefault(field);

    private static void Toggle<T>(HashSet<T> set, T value, bool on)
    {
        if (on) set.Add(value);
        else set.Remove(value);
    }

    private void Generate() => (_secret, _made) = (Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), true);

    private async Task SaveAsync()
    {
        _error = null;
        if (Check() is not { } channel) return;
        if (_opened is not null && !ReferenceEquals(Channels.Find(channel.Id)?.Channel, _opened))
        {
            if (Channels.Find(channel.Id) is not { } present)
            {
                _error = T["Channel.Gone"];
                return;
            }
            (_opened, _changed) = (present.Channel, true); // told once; saving again is meant
            return;
        }
        await WriteAsync(scope => Desk.SaveAsync(channel, _secret.Length == 0 ? null : _secret, scope));
    }

    private async Task DeleteAsync()
    {
        if (!await Ask.ConfirmAsync(T["Channel.DeleteTitle", Entry!.Channel.Name], T["Channel.DeleteText"], T["Channel.DeleteVerb", Entry.Channel.Name], danger: true)) return;
        await WriteAsync(scope => Desk.DeleteAsync(Entry.Channel.Id, scope));
    }

    private async Task WriteAsync(Func<AccessScope, Task<bool>> write)
    {
        try
        {
            if (!await write(await Scope.GetAsync()))
            {
                _error = L["Denied.Title"];
                return;
            }
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
            return;
        }
        Dialogs.Close(true);
    }

    private NotificationChannel? Check()
    {
        var isEmail = _kind == ChannelKind.Email;
        var channel = new NotificationChannel
        {
            Id = Entry?.Channel.Id ?? Guid.NewGuid(),
            Name = _name.Trim(),
            Kind = _kind,
            Enabled = _enabled,
            Url = isEmail ? "" : _url.Trim(),
            Host = isEmail ? _host.Trim() : "",
            Port = !isEmail ? 587 : int.TryParse(_port, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : 0,
            StartTls = _startTls,
            User = isEmail ? _user.Trim() : "",
            From = isEmail ? _from.Trim() : "",
            To = isEmail ? [.. _to.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)] : [],
            LeastSeverity = _least,
            Rules = [.. IncidentCatalogue.All.Where(_rules.Contains)],
            Sites = [.. _chosen.Order(StringComparer.Ordinal)],
            Quiet = _hasQuiet ? new QuietHours(_quietFrom, _quietTo, _zone.Trim(), _criticalPasses) : null,
        };
        _faults.Clear();
        foreach (var (member, fault) in ChannelRules.Faults(channel, _secret.Length > 0 || Entry?.HasSecret == true)) _faults[member] = Text(fault);
        return _faults.Count > 0 ? null : channel;
    }

    private string Text(ChannelFault fault) => fault switch
    {
        ChannelFault.PortWrong => T["NumberWrong", "1", "65535"],
        ChannelFault.AddressesWrong => T["Channel.AddressesWrong", Formats.Number(ChannelRules.MostRecipients)],
        _ => T[$"Channel.{fault}"],
    };
}
