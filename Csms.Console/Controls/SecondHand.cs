using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace Csms.Console.Controls;

/// <summary>
/// Stands once in the layout and draws nothing. While it is drawn it lets the <see cref="Ticker"/>'s listeners do their second's work: a component that asks
/// to be drawn during a drawing joins its batch, so all that a second changes on a page reaches the browser at once.
/// </summary>
public sealed class SecondHand : ComponentBase, IDisposable
{
    private Action? _due;

    [Inject] private Ticker Ticker { get; set; } = null!;

    /// <inheritdoc />
    public void Dispose() => Ticker.Conduct(null);

    /// <inheritdoc />
    protected override void OnInitialized() => Ticker.Conduct(work => _ = InvokeAsync(() =>
    {
        _due = work;
        StateHasChanged();
    }));

    /// <inheritdoc />
    protected override bool ShouldRender() => _due is not null;

    /// <inheritdoc />
    protected override void BuildRenderTree(RenderTreeBuilder builder) => Interlocked.Exchange(ref _due, null)?.Invoke();
}
