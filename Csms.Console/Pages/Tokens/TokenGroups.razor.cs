using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Tokens;
using Csms.Engine.LiveView;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Tokens;

/// <summary>The groups of tokens, each leading to its tokens.</summary>
public sealed partial class TokenGroups
{
    private const int RefreshSeconds = 5, ReadSeconds = 60;

    private readonly GridLayout _layout = new("token-groups");
    private AccessScope _scope = AccessScope.Nobody;
    private IReadOnlyList<GroupLine> _shown = [];
    private IReadOnlyDictionary<string, DateTimeOffset>? _last;
    private IReadOnlyDictionary<string, IReadOnlyList<StationId>> _masters = new Dictionary<string, IReadOnlyList<StationId>>();
    private bool _mayWrite, _failed;
    private int _all;

    [Inject] private GroupReader Reader { get; set; } = null!;
    [Inject] private TokenDirectory Directory { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private NotificationService Notifications { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private NavigationManager Navigation { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Q { get; set; }
    [SupplyParameterFromQuery] private string? Sort { get; set; }

    private RenderFragment Nothing => builder =>
    {
        builder.OpenComponent<EmptyState>(0);
        builder.AddComponentParameter(1, nameof(EmptyState.Title), T["Groups.Empty"].Value);
        builder.AddComponentParameter(2, nameof(EmptyState.Text), T["Groups.EmptyText"].Value);
        builder.CloseComponent();
    };

    /// <inheritdoc />
    public void Dispose() => Ticker.Tick -= OnTick;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _scope = await Scope.GetAsync();
        _mayWrite = _scope.Can(Permissions.TokensWrite);
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => Look();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        await ReadAsync(); // the groups stand before it is read when they were used
        StateHasChanged();
    }

    private void OnTick(long second)
    {
        if (second % RefreshSeconds != 0) return;
        _ = InvokeAsync(async () =>
        {
            if (second % ReadSeconds == 0) await ReadAsync();
            else Look();
            StateHasChanged();
        });
    }

    private async Task ReadAsync()
    {
        try
        {
            _masters = await Reader.MastersAsync(_scope, CancellationToken.None);
            _last = await Reader.LastAsync(_scope, CancellationToken.None);
            _failed = false;
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
        Look();
    }

    private void Look()
    {
        var lines = Reader.Read(_scope, _last, _masters);
        _all = lines.Count;
        if (!string.IsNullOrWhiteSpace(Q)) lines.RemoveAll(line => !line.Group.Contains(Q.Trim(), StringComparison.CurrentCultureIgnoreCase));
        if (Sort?.TrimStart('-') is { } sort)
        {
            Comparison<GroupLine> order = sort switch
            {
                "tokens" => (a, b) => a.Tokens.CompareTo(b.Tokens),
                "blocked" => (a, b) => a.Blocked.CompareTo(b.Blocked),
                "expired" => (a, b) => a.Expired.CompareTo(b.Expired),
                "running" => (a, b) => a.Running.CompareTo(b.Running),
                "used" => (a, b) => Nullable.Compare(a.LastAt, b.LastAt),
                _ => (a, b) => StringComparer.CurrentCultureIgnoreCase.Compare(a.Group, b.Group),
            };
            var ordered = lines.Order(Comparer<GroupLine>.Create(order)).ToList();
            if (Sort.StartsWith('-')) ordered.Reverse();
            lines = ordered;
        }
        if (!lines.SequenceEqual(_shown)) _shown = lines; // rows that are the same are not drawn again
    }

    private string? Count(int count) => count == 0 ? null : Formats.Number(count);

    private async Task RenameAsync(GroupLine line)
    {
        var parameters = new Dictionary<string, object?> { [nameof(GroupForm.Group)] = line.Group, [nameof(GroupForm.Masters)] = _masters };
        if (await Ask.FormAsync<GroupForm>(T["Groups.RenameTitle", line.Group], parameters, "560px") is not int changed) return;
        Notifications.Notify(NotificationSeverity.Success, T[changed == 1 ? "Many.Group.Done.One" : "Many.Group.Done", Formats.Number(changed)]);
        await ReadAsync();
    }

    private async Task BlockAsync(GroupLine line)
    {
        IReadOnlyList<string> members = [.. Directory.All.Where(token => token.IsIn(line.Group)).Select(token => token.IdToken).Order(StringComparer.OrdinalIgnoreCase)];
        var parameters = new Dictionary<string, object?> { [nameof(TokenManyForm.Kind)] = TokenManyKind.Block, [nameof(TokenManyForm.Tokens)] = members };
        if (await Ask.FormAsync<TokenManyForm>(T["Groups.BlockTitle", line.Group], parameters, "560px") is not int changed) return;
        Notifications.Notify(NotificationSeverity.Success, T[changed == 1 ? "Many.Block.Done.One" : "Many.Block.Done", Formats.Number(changed)]);
        Look();
    }
}
