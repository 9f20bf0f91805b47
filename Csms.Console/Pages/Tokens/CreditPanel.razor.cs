using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Prices;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Tokens;

/// <summary>What is on a prepaid card, and what was put on it and taken from it.</summary>
public sealed partial class CreditPanel
{
    private const int PageSize = 50;
    private const string Engine = "csms"; // an entry by itself

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<CreditEntry>? _entries;
    private CreditBalance? _balance;
    private Action<string>? _changed;
    private decimal _kept;
    private int _wanted = PageSize;
    private bool _mayEnter, _more, _failed, _reading, _again;

    [Inject] private CreditDesk Desk { get; set; } = null!;
    [Inject] private CreditBook Credit { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>Whose.</summary>
    [Parameter, EditorRequired] public TokenEntry Token { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose()
    {
        Credit.Changed -= _changed;
        Ticker.Tick -= OnTick;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayEnter = CreditDesk.MayEnter(await Scope.GetAsync());
        Credit.Changed += _changed = ReaderLanguage.Of<string>(OnChanged);
        Ticker.Tick += OnTick; // what running charges cost grows with their messages, of which the book tells nothing
        Look();
    }

    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    private void OnChanged(string token)
    {
        if (string.Equals(token, Token.IdToken, StringComparison.OrdinalIgnoreCase)) _ = InvokeAsync(ReadAsync);
    }

    private void OnTick(long second) => _ = InvokeAsync(() => { if (Look()) StateHasChanged(); });

    /// <summary>Looks again at what is in memory; true when it has changed.</summary>
    private bool Look()
    {
        var (balance, kept) = (_balance, _kept);
        _balance = Credit.Find(Token.IdToken);
        _kept = Credit.KeptBack(Token.IdToken) ?? 0;
        return balance != _balance || kept != _kept;
    }

    private Task OlderAsync()
    {
        _wanted = (_entries?.Count ?? 0) + PageSize;
        return ReadAsync();
    }

    /// <summary>Reads from the newest on as far back as was asked for. What is asked for while it reads is read after it, so that an older reading never comes last.</summary>
    private async Task ReadAsync()
    {
        if (_reading)
        {
            _again = true;
            return;
        }

        _reading = true;
        try
        {
            do
            {
                _again = false;
                if (_gone.IsCancellationRequested) return;
                var scope = await Scope.GetAsync();
                var read = await Credit.EntriesAsync(Token.IdToken, null, _wanted + 1, _gone.Token);
                Look();
                (_entries, _more, _failed) = ([.. read.Take(_wanted).Select(entry => Desk.Seen(scope, entry))], read.Count > _wanted, false);
            }
            while (_again);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
        finally
        {
            _reading = false;
        }

        StateHasChanged();
    }

    /// <summary>With every digit that was entered.</summary>
    private string Money(decimal amount, CreditBalance balance)
    {
        var exact = amount / 1.0000000000000000000000000000m; // without zeros at the end
        return Formats.Money(exact, balance.Currency, Math.Max(MinorUnit.Of(balance.Currency), (int)exact.Scale));
    }

    private static string? By(CreditEntry entry) => entry.Actor == Engine ? null : entry.Actor;

    private async Task AddAsync()
    {
        await Ask.FormAsync<CreditForm>(T["Credit.AddTitle", Token.IdToken], new Dictionary<string, object?> { [nameof(CreditForm.Token)] = Token }, "480px");
        await ReadAsync();
    }
}
