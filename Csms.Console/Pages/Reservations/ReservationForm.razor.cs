using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Reservations;

/// <summary>Asks a station to keep a place; stays open with the station's reason when it does not.</summary>
public sealed partial class ReservationForm
{
    private const int Offered = 20; // tokens below the field
    private const int LongestOf16 = 20; // idTag is CiString20 (1.6, 7.28)

    private string _token = "", _connector = "";
    private int _evse;
    private DateTime? _until;
    private bool _groupToo, _tried, _busy, _mayRead;
    private string? _error;
    private IReadOnlyList<TokenEntry> _found = [];

    [Inject] private ReservationDesk Desk { get; set; } = null!;
    [Inject] private TokenDirectory Tokens { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Where.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    private TimeZoneInfo OfZone => Zone ?? Formats.Zone;

    private TokenEntry? Known => _mayRead ? Tokens.Find(_token.Trim()) : null;

    private string? TokenFault => !_tried ? null
        : !TokenRules.IsToken(_token.Trim()) ? T["TokenWrong"].Value
        : Station.OcppVersion == "1.6" && _token.Trim().Length > LongestOf16 ? T["TokenLong", LongestOf16].Value
        : null;

    private bool UntilGood => _until is not null && Utc > Time.GetUtcNow();

    private DateTimeOffset Utc => new DateTimeOffset(_until!.Value, OfZone.GetUtcOffset(_until.Value)).ToUniversalTime();

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayRead = (await UserScope.GetAsync()).Can(Permissions.TokensRead, Station.Profile.SiteId);
        var free = Station.Evses.FirstOrDefault(evse => Station.ConditionOf(evse) == EvseCondition.Available);
        _evse = free?.Id ?? (Station.Evses is [var first, ..] ? first.Id : 0);
        var hence = TimeZoneInfo.ConvertTime(Time.GetUtcNow().AddHours(1), OfZone).DateTime;
        _until = new DateTime(hence.Year, hence.Month, hence.Day, hence.Hour, hence.Minute, 0);
    }

    private void OnToken(ChangeEventArgs change)
    {
        _token = change.Value as string ?? "";
        var text = _token.Trim();
        _found = !_mayRead || text.Length < 2 ? [] : [.. Tokens.All.Where(token => token.IdToken.Contains(text, StringComparison.OrdinalIgnoreCase) || token.Driver?.Contains(text, StringComparison.OrdinalIgnoreCase) == true).Take(Offered)];
    }

    private async Task SendAsync()
    {
        (_tried, _error) = (true, null);
        if (_busy || TokenFault is not null || !UntilGood) return;
        var scope = await UserScope.GetAsync();
        if (!scope.Can(Permissions.ReservationsWrite, Station.Profile.SiteId))
        {
            _error = L["Denied.Title"];
            return;
        }

        _busy = true;
        try
        {
            var token = _token.Trim();
            var wish = new ReservationWish(_evse > 0 ? _evse : null, _connector.Length > 0 ? _connector : null, token, Tokens.Find(token)?.Type ?? "Central", _groupToo ? Known?.GroupId : null, Utc);
            var (command, made) = await Desk.ReserveAsync(scope, Station, wish, CancellationToken.None);
            if (made is not null) Dialogs.Close(made);
            else _error = T[$"Answer.{command.Status}"] is { ResourceNotFound: false } word ? word.Value : T["Answer.Other", Words.Result(command)];
        }
        catch (NpgsqlException)
        {
            _error = T["FailedText"];
        }
        finally
        {
            _busy = false;
        }
    }
}
