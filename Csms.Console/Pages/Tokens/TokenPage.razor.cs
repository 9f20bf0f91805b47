using Csms.Console.Controls;
using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Console.Tariffs;
using Csms.Engine.Events;
using Csms.Engine.LiveView;
using Csms.Engine.Sessions;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Tokens;

/// <summary>A token: who it is, where it charges now, what it has charged.</summary>
public sealed partial class TokenPage
{
    private const string UsedTab = "used", CreditTab = "credit";

    private AccessScope _scope = AccessScope.Nobody;
    private IReadOnlyList<TabItem> _tabs = [];
    private TokenEntry? _token;
    private CreditBalance? _credit;
    private IReadOnlyList<Session> _running = [];
    private SessionFilter _filter = SessionFilter.None;
    private string? _error;
    private int _members, _unseen;
    private bool _mayWrite, _mayReadTariffs;

    [Inject] private TokenDirectory Directory { get; set; } = null!;
    [Inject] private CreditBook Credit { get; set; } = null!;
    [Inject] private TariffDirectory Tariffs { get; set; } = null!;
    [Inject] private RunningTokens Running { get; set; } = null!;
    [Inject] private LiveBoard Board { get; set; } = null!;
    [Inject] private SessionLines Lines { get; set; } = null!;
    [Inject] private TokenStore Store { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The token's text.</summary>
    [Parameter] public string IdToken { get; set; } = "";

    [SupplyParameterFromQuery] private string? Tab { get; set; }

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Ticker.Tick += OnTick;
        _scope = await Scope.GetAsync();
        _mayWrite = _scope.Can(Permissions.TokensWrite);
        _mayReadTariffs = _scope.Can(Permissions.TariffsRead);
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_filter.Token != IdToken) _filter = new SessionFilter { Token = IdToken };
        Look();
    }

    private void OnTick(long second) => _ = InvokeAsync(() => { if (Look()) StateHasChanged(); });

    /// <summary>Looks again; true when the token or what it charges has changed.</summary>
    private bool Look()
    {
        var (token, credit, shown) = (_token, _credit, _running);
        _token = Directory.Find(new IdToken(IdToken, Emaid.TokenType)); // a session names a contract as its car spells it
        _credit = _token is null ? null : Credit.Find(_token.IdToken);
        var ids = Running.SessionsOf(IdToken).ToHashSet();
        _running = ids.Count == 0 ? [] : [.. Board.Stations(_scope.Live(Permissions.SessionsRead)).SelectMany(station => station.Sessions.Sessions)
            .Where(session => session.IsActive && ids.Contains(session.Id)).OrderByDescending(session => session.StartedAt)];
        _unseen = ids.Count - _running.Count;
        _members = _token?.GroupId is { } group ? Directory.All.Count(other => other.IsIn(group)) : 0;
        if (_tabs.Count == 0 || token != _token) _tabs = [new("sessions", T["SessionsOf"]), new(UsedTab, T["Used"]), .. MayCredit ? [new TabItem(CreditTab, T["Credit"])] : (TabItem[])[]];
        return token != _token || credit != _credit || !shown.SequenceEqual(_running);
    }

    private async Task EditAsync()
    {
        _error = null;
        await Ask.FormAsync<TokenForm>(T["EditTitle", IdToken], new Dictionary<string, object?> { [nameof(TokenForm.Token)] = _token }, "560px");
        Look();
    }

    private async Task EverywhereAsync()
    {
        _error = null;
        await Ask.FormAsync<BlockForm>(T["Everywhere.Title.Named", IdToken], new Dictionary<string, object?> { [nameof(BlockForm.Tokens)] = (IReadOnlyList<string>)[IdToken] }, "720px");
        Look();
    }

    /// <summary>Contracts are paid by their provider; else every card can be prepaid.</summary>
    private bool MayCredit => _mayReadTariffs && _token is { } token && !CreditDesk.IsContract(token);

    /// <summary>What its driver pays before station and site are asked: one that is retired or not there is passed over, one of a site that the person does not see is not named.</summary>
    private (TariffEntry Tariff, bool OfGroup)? TariffOf(TokenEntry token)
    {
        var own = Tariffs.Find(token.TariffId) is { Retired: false } given ? given : null;
        return (own ?? Tariffs.OfGroup(token.GroupId)) is { Retired: false } counts && TariffDesk.Sees(_scope, counts) ? (counts, own is null) : null;
    }

    private Task EnterAsync() => WriteAsync("token.create", new TokenEntry { IdToken = IdToken, Type = Engine.Events.IdToken.TypeOf16 });

    private async Task BlockAsync(bool block)
    {
        if (_token is not { } token) return;
        if (block && !await Ask.ConfirmAsync(T["BlockTitle", IdToken], T[_running.Count > 0 ? "BlockRunning" : "BlockText"], T["BlockVerb", IdToken], danger: true)) return;
        await WriteAsync(block ? "token.block" : "token.unblock", token with { Status = block ? AuthorizationStatus.Blocked : AuthorizationStatus.Accepted });
    }

    private async Task WriteAsync(string action, TokenEntry entry)
    {
        _error = null;
        var scope = await Scope.GetAsync();
        if (!scope.Can(Permissions.TokensWrite))
        {
            _error = L["Denied.Title"];
            return;
        }
        try
        {
            var before = await Store.PutAsync(entry, CancellationToken.None);
            await Audit.WriteAsync(scope.Actor, action, "token", entry.IdToken, before, entry);
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
        Look();
    }

    private async Task DeleteAsync()
    {
        _error = null;
        if (!await Ask.ConfirmAsync(T["DeleteTitle", IdToken], T["DeleteText"], T["DeleteVerb", IdToken], danger: true)) return;
        var scope = await Scope.GetAsync();
        if (!scope.Can(Permissions.TokensWrite))
        {
            _error = L["Denied.Title"];
            return;
        }
        try
        {
            var before = await Store.DeleteAsync(IdToken, CancellationToken.None);
            await Audit.WriteAsync(scope.Actor, "token.delete", "token", IdToken, before);
            Navigation.NavigateTo("/tokens");
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
    }
}
