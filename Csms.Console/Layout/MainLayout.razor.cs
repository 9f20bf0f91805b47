using System.Diagnostics;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Security.Accounts;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using Radzen;

namespace Csms.Console.Layout;

/// <summary>The shell: navigation, top bar, palette, and the frame in which a page may fail without taking the rest with it.</summary>
public sealed partial class MainLayout
{
    private AccessScope _scope = AccessScope.Nobody;
    private CommandPalette? _palette;
    private ErrorBoundary? _boundary;
    private DotNetObjectReference<MainLayout>? _bridge;

    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private IJSRuntime Script { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [CascadingParameter] private Task<AuthenticationState>? Authentication { get; set; }

    /// <summary>Called by shell.js when a lost link is back: the answer comes behind every queued render.</summary>
    [JSInvokable]
    public static Task CaughtUp() => Task.CompletedTask;

    /// <summary>Ctrl K.</summary>
    [JSInvokable]
    public Task OpenPalette() => InvokeAsync(() => _palette?.Open() ?? Task.CompletedTask);

    /// <summary>The key "?".</summary>
    [JSInvokable]
    public Task ShowKeys() => InvokeAsync(() => Dialogs.OpenAsync<KeyList>(L["Keys.Title"], options: Ask.Options("480px", closeOnOverlay: true)));

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        _bridge?.Dispose();
        await ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Authentication is not null) Formats.UseZone((await Authentication).User.FindFirst(ConsoleClaims.Zone)?.Value);
        _scope = await UserScope.GetAsync();
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _boundary?.Recover();

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _bridge = DotNetObjectReference.Create(this);
        await Script.InvokeVoidAsync("csmsShell.connect", _bridge);
    }

    private void Recover() => _boundary?.Recover();

    private static string CodeOf(Exception fault) => (Activity.Current?.TraceId.ToString() ?? $"{(uint)fault.ToString().GetHashCode(StringComparison.Ordinal):x8}")[..8];
}
