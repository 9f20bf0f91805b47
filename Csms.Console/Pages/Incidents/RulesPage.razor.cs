using Csms.Console.Controls;
using Csms.Console.Notices;
using Csms.Console.Security;
using Csms.Engine.Energy;
using Csms.Engine.Incidents.Notifications;
using Csms.Engine.Incidents;
using Csms.Engine.Units;
using Npgsql;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Incidents;

/// <summary>When something is an incident, and who is told of it.</summary>
public sealed partial class RulesPage
{
    private const int RefreshSeconds = 5;
    private const int FailedShown = 20;

    private readonly Dictionary<Guid, (int Waiting, int Failed)> _queues = [];
    private readonly Dictionary<Guid, IReadOnlyList<Notification>> _failed = [];
    private RuleForm _form = null!;
    private IncidentOptions _opened = null!;
    private IReadOnlyList<ChannelEntry> _channels = [];
    private string? _told;
    private TagTone _tone;
    private bool _changed;
    private Guid? _testing;

    [Inject] private EngineWords EngineWords { get; set; } = null!;
    [Inject] private IncidentSettings Settings { get; set; } = null!;
    [Inject] private ChannelDirectory Channels { get; set; } = null!;
    [Inject] private NoticeDesk Desk { get; set; } = null!;
    [Inject] private Outbox Outbox { get; set; } = null!;
    [Inject] private SiteDirectory Sites { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Discard();
        Ticker.Tick += OnTick;
        await LookAsync();
    }

    private void OnTick(long second)
    {
        if (second % RefreshSeconds != 0) return;
        _ = InvokeAsync(async () =>
        {
            await LookAsync();
            StateHasChanged();
        });
    }

    private async Task LookAsync()
    {
        _channels = Channels.All;
        try
        {
            foreach (var id in _channels.Select(entry => entry.Channel.Id))
            {
                _queues[id] = await Outbox.CountAsync(id, CancellationToken.None);
                _failed[id] = _queues[id].Failed == 0 ? [] : await Outbox.FailedAsync(id, FailedShown, CancellationToken.None);
            }
        }
        catch (NpgsqlException)
        {
            Say(TagTone.Warn, "NotRead");
        }
    }

    private void Discard()
    {
        _opened = Settings.Current;
        _form = new RuleForm(_opened);
        (_changed, _told) = (false, null);
    }

    private async Task SaveAsync()
    {
        if (_form.Check() is not { } wanted)
        {
            Say(TagTone.Danger, "NotValid");
            return;
        }
        if (!ReferenceEquals(Settings.Current, _opened))
        {
            (_opened, _changed) = (Settings.Current, true); // told once; saving again is meant
            return;
        }
        try
        {
            if (!await Desk.SaveRulesAsync(wanted, await Scope.GetAsync()))
            {
                Deny();
                return;
            }
            Discard();
            Say(TagTone.Ok, "Saved");
        }
        catch (NpgsqlException)
        {
            Say(TagTone.Danger, "NotSaved");
        }
    }

    private async Task EditAsync(ChannelEntry? entry)
    {
        await Ask.FormAsync<ChannelForm>(entry is null ? T["Channel.AddTitle"] : T["Channel.EditTitle", entry.Channel.Name], new Dictionary<string, object?> { [nameof(ChannelForm.Entry)] = entry });
        await LookAsync();
    }

    private string? Said(Statement<SendAnswer>? answer) => answer is null ? null : EngineWords.Say(answer);

    private async Task TestAsync(ChannelEntry entry)
    {
        _testing = entry.Channel.Id;
        StateHasChanged();
        try
        {
            if (await Desk.TestAsync(entry, await Scope.GetAsync()) is { } result) (_tone, _told) = (result.Ok ? TagTone.Ok : TagTone.Danger, T[result.Ok ? "Channel.Tested" : "Channel.TestFailed", entry.Channel.Name, EngineWords.Say(result.Said)]);
            else Deny();
        }
        catch (NpgsqlException)
        {
            Say(TagTone.Danger, "NotSaved");
        }
        finally
        {
            _testing = null;
        }
        await LookAsync();
    }

    private async Task RetryAsync(ChannelEntry entry)
    {
        try
        {
            if (await Desk.RetryAsync(entry, await Scope.GetAsync()) is null) Deny();
        }
        catch (NpgsqlException)
        {
            Say(TagTone.Danger, "NotSaved");
        }
        await LookAsync();
    }

    private void Deny() => (_tone, _told) = (TagTone.Danger, L["Denied.Title"]);

    private void Say(TagTone tone, string text) => (_tone, _told) = (tone, T[text]);

    private static string Target(NotificationChannel channel) => channel.Kind switch
    {
        ChannelKind.Email => $"{string.Join(", ", channel.To)} · {channel.Host}:{channel.Port}",
        ChannelKind.PagerDuty when channel.Url.Length == 0 => NotificationChannel.PagerDutyUrl,
        _ => channel.Url,
    };

    private string Filter(NotificationChannel channel)
    {
        var parts = new List<string> { T[$"Least.{channel.LeastSeverity}"] };
        if (!channel.Rules.IsDefaultOrEmpty) parts.Add(string.Join(", ", channel.Rules.Select(rule => T[$"Rule.{rule}"].Value)));
        if (!channel.Sites.IsDefaultOrEmpty) parts.Add(string.Join(", ", channel.Sites.Select(site => Sites.Find(site)?.Name ?? site)));
        if (channel.Quiet is { } quiet) parts.Add(T["Channel.QuietFromTo", quiet.From.ToString("HH:mm", Formats.Culture), quiet.To.ToString("HH:mm", Formats.Culture), quiet.TimeZone]);
        return string.Join(" · ", parts);
    }
}
