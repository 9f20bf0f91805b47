using System.Globalization;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Displays;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Displays;

/// <summary>What a station shows on its display: set, changed, taken off and read here.</summary>
public sealed partial class DisplayPanel
{
    private IReadOnlyList<DisplayMessage> _messages = [];
    private string? _error, _done;
    private Action<StationId>? _told;
    private bool _mayWrite, _busy;

    [Inject] private DisplayBook Book { get; set; } = null!;
    [Inject] private DisplayDesk Desk { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    private bool IsOnline => Station.Link == LinkState.Online && Station.Profile.Registration == RegistrationStatus.Accepted;

    private string ReadAt => Book.Find(Station.Id).ReadAt is { } at ? T["ReadAt", Formats.Time(at, Time.GetUtcNow(), Zone)] : T["NeverRead"];

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose() => Book.Changed -= _told;

    /// <inheritdoc />
    protected override void OnInitialized() => Book.Changed += _told = ReaderLanguage.Of<StationId>(OnChanged);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _mayWrite = Scope.Can(DisplayDesk.Permission, Station.Profile.SiteId);
        Look();
    }

    private static string Number(DisplayMessage message) => message.Id.ToString(CultureInfo.InvariantCulture);

    private static string? Languages(DisplayMessage message) =>
        string.Join(", ", message.Extra.Select(text => text.Language).Prepend(message.Language).OfType<string>()) is { Length: > 0 } languages ? $" · {languages}" : null;

    private string When(DisplayMessage message) => string.Join(" · ", new[]
    {
        message.State is { } state ? (T[$"State.{state}"] is { ResourceNotFound: false } word ? word.Value : state) : null,
        message.TransactionId is { } transaction ? T["OfTransaction", transaction].Value : null,
        message.StartsAt is { } starts && starts > Time.GetUtcNow() ? T["From", Formats.Time(starts, Time.GetUtcNow(), Zone)].Value : null,
        message.EndsAt is { } ends ? T["Until", Formats.Time(ends, Time.GetUtcNow(), Zone)].Value : null,
    }.OfType<string>()) is { Length: > 0 } when ? when : T["Always"];

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) _ = InvokeAsync(() => { Look(); StateHasChanged(); });
    }

    private void Look()
    {
        List<DisplayMessage> messages = [.. Book.Find(Station.Id).Messages.Values];
        if (!messages.SequenceEqual(_messages)) _messages = messages;
    }

    private async Task OpenAsync(DisplayMessage? message)
    {
        (_error, _done) = (null, null);
        var parameters = new Dictionary<string, object?> { [nameof(DisplayForm.Station)] = Station, [nameof(DisplayForm.Message)] = message, [nameof(DisplayForm.Zone)] = Zone };
        await Ask.FormAsync<DisplayForm>(message is null ? T["Add.Title", Station.Id.Value] : T["Edit.Title", Number(message)], parameters, "560px");
        Look();
    }

    private async Task ClearAsync(DisplayMessage message)
    {
        (_error, _done) = (null, null);
        if (_busy || !_mayWrite || !await Ask.ConfirmAsync(T["Clear.Title", Number(message)], message.Content, T["Clear.Verb", Number(message)], danger: true)) return;
        await DoAsync(scope => Desk.ClearAsync(scope, Station, message.Id, CancellationToken.None), command => command.Status is "Accepted" or "Unknown" ? T["Cleared", Number(message)].Value : null);
    }

    private Task ReadAsync() => DoAsync(scope => Desk.ReadAsync(scope, Station, CancellationToken.None), command => command.Status is "Accepted" ? T["Reading"].Value : command.Status is "Unknown" ? T["HasNone"].Value : null);

    private async Task DoAsync(Func<AccessScope, Task<StationCommand>> give, Func<StationCommand, string?> good)
    {
        if (_busy) return;
        (_error, _done) = (null, null);
        var scope = await UserScope.GetAsync();
        if (!scope.Can(DisplayDesk.Permission, Station.Profile.SiteId))
        {
            _error = L["Denied.Title"];
            return;
        }

        _busy = true;
        try
        {
            var command = await give(scope);
            _done = good(command);
            if (_done is null) _error = T["Answer.Other", Words.Result(command)];
        }
        catch (NpgsqlException)
        {
            _error = T["NotStored"];
        }
        finally
        {
            _busy = false;
            Look();
        }
    }
}
