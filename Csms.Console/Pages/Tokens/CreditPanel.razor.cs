using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Tokens;

/// <summary>What is on a prepaid card, and what was put on it and taken from it.</summary>
public sealed partial class CreditPanel
{
    private const int PageSize = 50;

    private readonly CancellationTokenSource _gone = new();
    private List<CreditEntry> _entries = [];
    private CreditBalance? _balance;
    private Action<string>? _changed;
    private bool _mayEnter, _more, _failed;

    [Inject] private CreditBook Credit { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired] public TokenEntry Token { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        Credit.Changed -= _changed;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayEnter = CreditDesk.MayEnter(await Scope.GetAsync());
        _balance = Credit.Find(Token.IdToken);
        Credit.Changed += _changed = ReaderLanguage.Of<string>(OnChanged);
    }

    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    private void OnChanged(string token)
    {
        if (string.Equals(token, Token.IdToken, StringComparison.OrdinalIgnoreCase)) _ = InvokeAsync(ReadAsync);
    }

    private Task ReadAsync() => ReadAsync(null);

    private Task OlderAsync() => ReadAsync(_entries.Count > 0 ? _entries[^1].Id : null);

    private async Task ReadAsync(long? before)
    {
        if (_gone.IsCancellationRequested) return;
        try
        {
            _balance = Credit.Find(Token.IdToken);
            var read = await Credit.EntriesAsync(Token.IdToken, before, PageSize + 1, _gone.Token);
            _entries = [.. before is null ? [] : _entries, .. read.Take(PageSize)];
            (_more, _failed) = (read.Count > PageSize, false);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }

        StateHasChanged();
    }

    private async Task AddAsync()
    {
        await Ask.FormAsync<CreditForm>(T["Credit.AddTitle", Token.IdToken], new Dictionary<string, object?> { [nameof(CreditForm.Token)] = Token }, "480px");
        await ReadAsync();
    }
}
