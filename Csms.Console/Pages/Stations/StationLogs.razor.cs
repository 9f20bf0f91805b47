using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Logs;
using Microsoft.AspNetCore.Components;

namespace Csms.Console.Pages.Stations;

/// <summary>Log files of a station: asked for, on their way, here.</summary>
public sealed partial class StationLogs
{
    private const int Shown = 20;

    private IReadOnlyList<LogFile> _logs = [];

    [Inject] private LogFiles Logs { get; set; } = null!;
    [Inject] private CommandOpener Opener { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;

    /// <summary>The station as of now.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = AccessScope.Nobody;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <inheritdoc />
    protected override async Task LoadAsync(CancellationToken cancellation)
    {
        _logs = await Logs.ListAsync(Station.Id, null, Shown, cancellation);
    }

    private string Word(LogFile log) => log.StateAt(Time.GetUtcNow()).ToString().ToLowerInvariant();

    private TagTone Tone(LogFile log) => log.StateAt(Time.GetUtcNow()) switch { LogFileState.Received => TagTone.Ok, LogFileState.Waiting => TagTone.Info, _ => TagTone.Neutral };

    /// <summary>Why a file is not here, where something is known.</summary>
    private string? WhyNot(LogFile log) => log.Fault is { } fault ? T[$"Logs.Fault.{fault}"] : log.Status;
}
