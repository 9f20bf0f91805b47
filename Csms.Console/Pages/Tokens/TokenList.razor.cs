using Csms.Console.Controls;
using Csms.Console.Lists;
using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Tokens;

/// <summary>Every token that is known, from memory.</summary>
public sealed partial class TokenList : IDisposable
{
    private const int RefreshSeconds = 5;

    /// <summary>What expires does so without a change.</summary>
    private const int ExpirySeconds = 60;

    private readonly GridLayout _layout = new("tokens");
    private IReadOnlyList<TokenEntry> _shown = [];
    private KeyValuePair<string, string>[] _statuses = [], _types = [], _groups = [];
    private RowSelection _selection = RowSelection.None;
    private bool _mayWrite;
    private long _seen = -1;

    [Inject] private TokenDirectory Directory { get; set; } = null!;
    [Inject] private RunningTokens Running { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? Status { get; set; }
    [SupplyParameterFromQuery] private string? Type { get; set; }
    [SupplyParameterFromQuery] private string? Group { get; set; }
    [SupplyParameterFromQuery] private string? Sort { get; set; }

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Empty.Title"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Empty.Text"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _statuses = [.. TokenWords.Given.Select(status => KeyValuePair.Create(status.ToString(), TokenWords.Status(T, status)))];
        _types = [.. TokenWords.Types.Select(type => KeyValuePair.Create(type, TokenWords.Type(T, type)))];
        Ticker.Tick += OnTick;
        _mayWrite = (await Scope.GetAsync()).Can(Permissions.TokensWrite);
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Filter();

    private string ExportHref => "/tokens/export.csv" + new Uri(Navigation.Uri).Query;

    private string FilterWord => ViewQuery.FilterOf(new Uri(Navigation.Uri).Query);

    /// <summary>What is ticked; who ticked a token means it, also when it has left the filter meanwhile.</summary>
    private IEnumerable<TokenEntry> Picked => _selection.IsAll
        ? _selection.Pick(_shown, token => token.IdToken)
        : _selection.Keys.Order(StringComparer.OrdinalIgnoreCase).Select(Directory.Find).OfType<TokenEntry>();

    // Tokens are also entered over REST: the list follows without being asked.
    private void OnTick(long second)
    {
        if (second % RefreshSeconds != 0 || (Directory.Version == _seen && second % ExpirySeconds != 0)) return;
        _ = InvokeAsync(() => { Filter(); StateHasChanged(); });
    }

    private void Filter()
    {
        _seen = Directory.Version;
        var found = new TokenFilter(Q, Status, Type, Group, Sort).Apply(Directory.All, Time.GetUtcNow());
        if (!found.SequenceEqual(_shown)) _shown = found;
        var groups = TokenWords.Groups(Directory);
        if (!groups.SequenceEqual(_groups.Select(group => group.Key))) _groups = [.. groups.Select(group => KeyValuePair.Create(group, group))];
    }

    private void Clear()
    {
        _selection = RowSelection.None;
        Filter();
    }

    private async Task AddAsync()
    {
        if (await Ask.FormAsync<TokenForm>(T["AddTitle"], null, "560px") is not TokenEntry added) return;
        Navigation.NavigateTo(SessionLinks.Token(added.IdToken));
    }
}
