using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Logs;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.Stations;

/// <summary>Log files of a station: asked for, on their way, here.</summary>
public sealed partial class StationLogs
{
    private const int ReadSeconds = 5, Shown = 20;

    private readonly CancellationTokenSource _gone = new();
    private IReadOnlyList<LogFile> _logs = [];
    private bool _reading, _fault;

    [Inject] private LogFiles Logs { get; set; } = null!;
    [Inject] private CommandOpener Opener { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The station as of now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Ticker.Tick -= OnTick;
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <inheritdoc />
    protected override void OnInitialized() => Ticker.Tick += OnTick;

    /// <inheritdoc />
    protected override Task OnAfterRenderAsync(bool firstRender) => firstRender ? ReadAsync() : Task.CompletedTask;

    private void OnTick(long second)
    {
        if (second % ReadSeconds == 0) _ = InvokeAsync(ReadAsync);
    }

    private async Task ReadAsync()
    {
        if (_reading || _gone.IsCancellationRequested) return;
        _reading = true;
        try
        {
            _logs = await Logs.ListAsync(Station.Id, null, Shown, _gone.Token);
            _fault = false;
            StateHasChanged();
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            return; // the page is gone
        }
        catch (NpgsqlException)
        {
            _fault = true; // said in the panel, asked again in five seconds
            StateHasChanged();
        }
        finally
        {
            _reading = false;
        }
    }

    private string Word(LogFile log) => log.StateAt(Time.GetUtcNow()).ToString().ToLowerInvariant();

    private TagTone Tone(LogFile log) => log.StateAt(Time.GetUtcNow()) switch { LogFileState.Received => TagTone.Ok, LogFileState.Waiting => TagTone.Info, _ => TagTone.Neutral };

    /// <summary>Why a file is not here, where something is known.</summary>
    private string? WhyNot(LogFile log) => log.Fault is { } fault ? T[$"Logs.Fault.{fault}"] : log.Status;
}
