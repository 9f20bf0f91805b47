using Microsoft.AspNetCore.Components.Routing;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Csms.Console;

public sealed partial class App
{
    // Account pages write cookies and therefore answer as plain HTML; every other page is a circuit.
    private IComponentRenderMode? _mode;

    [CascadingParameter]
    private HttpContext Context { get; set; } = null!;

    protected override void OnInitialized() => _mode = Context.AcceptsInteractiveRouting() ? RenderMode.InteractiveServer : null;
}
