using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Certificates;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Certificates;

/// <summary>Security of a station: its password, and what it told of its security.</summary>
public sealed partial class SecurityPanel
{
    private const int First = 20;

    private int _shown = First, _dirty;
    private IReadOnlyList<SecurityEvent> _events = [];

    [Inject] private SecurityEvents Events { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The station as of now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <inheritdoc />
    public void Dispose()
    {
        Events.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Events.Changed += OnChanged;
        Ticker.Tick += OnTick;
    }

    /// <inheritdoc />
    protected override void OnParametersSet() => _events = Events.Of(Station.Id);

    private void OnChanged(StationId station)
    {
        if (station == Station.Id) Volatile.Write(ref _dirty, 1);
    }

    // At most once a second, however much a station tells.
    private void OnTick(long second)
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1) _ = InvokeAsync(Redraw);
    }

    private void Redraw()
    {
        _events = Events.Of(Station.Id);
        StateHasChanged();
    }
}
