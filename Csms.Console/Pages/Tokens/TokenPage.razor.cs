using Csms.Console.Controls;
using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Console.Security.Audit;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Tokens;

/// <summary>A token: who it is, where it charges now, what it has charged.</summary>
public sealed partial class TokenPage
{
    private TokenEntry? _token;
    private IReadOnlyList<SessionId> _running = [];
    private SessionFilter _filter = SessionFilter.None;
    private string? _error;
    private int _members;
    private bool _mayWrite;

    [Inject] private TokenDirectory Directory { get; set; } = null!;
    [Inject] private RunningTokens Running { get; set; } = null!;
    [Inject] private TokenStore Store { get; set; } = null!;
    [Inject] private IAuditLog Audit { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    /// <summary>The token's text.</summary>
    [Parameter] public string IdToken { get; set; } = "";

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        Ticker.Tick += OnTick;
        _mayWrite = (await Scope.GetAsync()).Can(Permissions.TokensWrite);
    }

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        if (_filter.Token != IdToken) _filter = new SessionFilter { Token = IdToken };
        Look();
    }

    private void OnTick(long second) => _ = InvokeAsync(() =>
    {
        var before = (_token, _running.Count);
        Look();
        if (before != (_token, _running.Count)) StateHasChanged();
    });

    private void Look()
    {
        _token = Directory.Find(IdToken);
        _running = Running.SessionsOf(IdToken);
        _members = _token?.GroupId is { } group ? Directory.All.Count(other => string.Equals(other.GroupId, group, StringComparison.OrdinalIgnoreCase)) : 0;
    }

    private async Task EditAsync()
    {
        _error = null;
        await Ask.FormAsync<TokenForm>(T["EditTitle", IdToken], new Dictionary<string, object?> { [nameof(TokenForm.Token)] = _token }, "560px");
        Look();
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
