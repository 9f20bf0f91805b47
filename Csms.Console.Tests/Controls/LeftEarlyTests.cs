using Csms.Console.Controls;
using Csms.Console.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace Csms.Console.Tests.Controls;

/// <summary>Somebody goes on before the script of a control has come: nothing of it is asked for any more, or the page that follows would break.</summary>
public sealed class LeftEarlyTests : ControlTest
{
    [Fact]
    public async Task Chart_LeftWhileItsScriptIsLoaded_IsNotDrawn()
    {
        var script = new HeldScript();
        Services.AddSingleton<IJSRuntime>(script);
        var spec = new TimeChartSpec { From = 0, To = 1, Axes = [new ChartAxis("kW")], Series = [] };
        Render<TimeChart>(parameters => parameters.Add(chart => chart.Spec, spec).Add(chart => chart.Label, "Power"));

        await DisposeComponentsAsync();
        await script.LoadAsync();

        Assert.Equal(["disposed"], script.Calls);
    }

    [Fact]
    public async Task Table_LeftWhileItsScriptIsLoaded_ListensToNothing()
    {
        var script = new HeldScript();
        Services.AddSingleton<IJSRuntime>(script);
        Render<VirtualTable<string>>(parameters => parameters
            .Add(table => table.Label, "Words").Add(table => table.Key, word => word).Add(table => table.Items, ["a"]).Add(table => table.Columns, _ => { }));

        await DisposeComponentsAsync();
        await script.LoadAsync();

        Assert.Equal(["disposed"], script.Calls);
    }

    /// <summary>A browser that loads a module when the test says so.</summary>
    private sealed class HeldScript : IJSRuntime, IJSObjectReference
    {
        private readonly TaskCompletionSource<IJSObjectReference> _module = new();
        private readonly TaskCompletionSource _gone = new();

        /// <summary>What was asked of the module.</summary>
        public List<string> Calls { get; } = [];

        /// <summary>The module is there; waits until the control has let go of it.</summary>
        public Task LoadAsync()
        {
            _module.SetResult(this);
            return _gone.Task;
        }

        public async ValueTask<TValue> InvokeAsync<TValue>(string identifier, object?[]? args)
        {
            if (identifier == "import") return (TValue)await _module.Task;
            if (typeof(TValue) == typeof(IJSObjectReference)) Calls.Add(identifier);
            return default!;
        }

        public ValueTask<TValue> InvokeAsync<TValue>(string identifier, CancellationToken cancellationToken, object?[]? args) => InvokeAsync<TValue>(identifier, args);

        public ValueTask DisposeAsync()
        {
            Calls.Add("disposed");
            _gone.TrySetResult();
            return ValueTask.CompletedTask;
        }
    }
}
