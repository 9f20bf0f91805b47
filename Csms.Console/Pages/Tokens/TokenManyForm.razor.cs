using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Tokens;
using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Tokens;

/// <summary>The question before something is done to many tokens: who is affected, who not and why. Closes with the number of tokens changed.</summary>
public sealed partial class TokenManyForm
{
    private const int RefreshSeconds = 3;

    private IReadOnlyList<string> _affected = [], _groups = [];
    private List<(TokenManyLeft Why, List<string> Names)> _left = [];
    private string _group = "", _typed = "";
    private string? _error;
    private AccessScope _scope = AccessScope.Nobody;
    private DateTime? _expires;
    private int _charging, _expired;
    private bool _past, _busy;

    [Inject] private TokenDirectory Directory { get; set; } = null!;
    [Inject] private RunningTokens Running { get; set; } = null!;
    [Inject] private TokenDesk Desk { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>What is done.</summary>
    [Parameter, EditorRequired] public TokenManyKind Kind { get; set; }

    /// <summary>To which tokens.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Tokens { get; set; } = [];

    private bool Danger => Kind is TokenManyKind.Block or TokenManyKind.Delete;

    private bool MustType => Kind == TokenManyKind.Delete || (Kind == TokenManyKind.Block && _affected.Count > TokenDesk.Many);

    private string Word => Formats.Number(_affected.Count);

    private TokenMany Action => new(Kind, string.IsNullOrWhiteSpace(_group) ? null : _group.Trim(), Utc(_expires));

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        _groups = TokenWords.Groups(Directory);
        Look();
        Ticker.Tick += OnTick;
    }

    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) _ = InvokeAsync(() => { Look(); StateHasChanged(); });
    }

    private void Look()
    {
        var (action, now) = (Action, Time.GetUtcNow());
        var judged = Tokens.Select(id => (Id: id, Why: LeftOut(action, Directory.Find(id)))).ToList();
        _affected = [.. judged.Where(each => each.Why is null).Select(each => each.Id)];
        _left = [.. judged.Where(each => each.Why is not null).GroupBy(each => each.Why!.Value, each => each.Id).OrderBy(group => group.Key).Select(group => (group.Key, group.ToList()))];
        _charging = _affected.Count(id => Running.SessionsOf(id).Count > 0);
        _expired = Kind == TokenManyKind.Unblock ? _affected.Count(id => Directory.Find(id) is { } token && action.Of(token)?.StatusAt(now) == AuthorizationStatus.Expired) : 0;
        _past = action.ExpiresAt <= now;
    }

    private TokenManyLeft? LeftOut(TokenMany action, TokenEntry? token) =>
        action.LeftOut(token) ?? (action.Of(token!) is { } after && Desk.Judge(_scope, token, after) is not null ? TokenManyLeft.Priced : null);

    private string Counted(string key, int count) => T[count == 1 ? $"{key}.One" : key, Formats.Number(count)];

    private async Task DoAsync()
    {
        if (_busy || _affected.Count == 0) return;
        (_busy, _error) = (true, null);
        try
        {
            var scope = await Scope.GetAsync();
            if (!scope.Can(Permissions.TokensWrite))
            {
                _error = L["Denied.Title"];
                return;
            }
            var changes = await Desk.ChangeAsync(scope, _affected, Action.Of, null, CancellationToken.None);
            Dialogs.Close(changes.Count);
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
        finally
        {
            _busy = false;
        }
    }

    private DateTimeOffset? Utc(DateTime? local) => local is not { } at ? null : new DateTimeOffset(at, Formats.Zone.GetUtcOffset(at)).ToUniversalTime();
}
