using Csms.Console.Controls;
using Csms.Console.Pages.Sessions;
using Csms.Console.Security;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Tokens;

/// <summary>Every token that is known, from memory.</summary>
public sealed partial class TokenList : IDisposable
{
    private const int RefreshSeconds = 5;

    private readonly GridLayout _layout = new("tokens");
    private IReadOnlyList<TokenEntry> _shown = [];
    private KeyValuePair<string, string>[] _statuses = [], _types = [], _groups = [];
    private bool _mayWrite;

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

    private static string GroupHref(string group) => $"/tokens?group={Uri.EscapeDataString(group)}";

    // Tokens are also entered over REST: the list follows without being asked.
    private void OnTick(long second)
    {
        if (second % RefreshSeconds == 0) _ = InvokeAsync(() => { Filter(); StateHasChanged(); });
    }

    private void Filter()
    {
        var now = Time.GetUtcNow();
        var found = new List<TokenEntry>();
        var groups = new SortedSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var token in Directory.All)
        {
            if (token.GroupId is { } group) groups.Add(group);
            if (Status is not null && token.Effective(now).ToString() != Status) continue;
            if (Type is not null && token.Type != Type) continue;
            if (Group is not null && !string.Equals(token.GroupId, Group, StringComparison.OrdinalIgnoreCase)) continue;
            if (!string.IsNullOrWhiteSpace(Q) && !Has(token.IdToken) && !Has(token.Driver) && !Has(token.GroupId) && !Has(token.Note)) continue;
            found.Add(token);
        }
        found.Sort(Order);
        if (!found.SequenceEqual(_shown)) _shown = found;
        if (groups.Count != _groups.Length) _groups = [.. groups.Select(group => KeyValuePair.Create(group, group))];
    }

    private bool Has(string? whole) => whole?.Contains(Q!.Trim(), StringComparison.CurrentCultureIgnoreCase) == true;

    private int Order(TokenEntry a, TokenEntry b)
    {
        var order = Sort?.TrimStart('-') switch
        {
            "driver" => StringComparer.CurrentCultureIgnoreCase.Compare(a.Driver, b.Driver),
            "status" => a.Status.CompareTo(b.Status),
            _ => 0,
        };
        if (order == 0) order = StringComparer.OrdinalIgnoreCase.Compare(a.IdToken, b.IdToken);
        return Sort?.StartsWith('-') == true ? -order : order;
    }

    private async Task AddAsync()
    {
        if (await Ask.FormAsync<TokenForm>(T["AddTitle"], null, "560px") is not TokenEntry added) return;
        Navigation.NavigateTo(SessionLinks.Token(added.IdToken));
    }
}
