using Microsoft.Extensions.Logging;

namespace Csms.Engine.Stations.Commands.Bulk;

/// <summary>What is logged of bulk runs.</summary>
public sealed partial class BulkCommands
{
    [LoggerMessage(3110, LogLevel.Information, "Bulk run {Run}: {Action} to {Stations} stations, by {Actor}")]
    private partial void LogBegun(Guid run, string action, int stations, string actor);

    [LoggerMessage(3111, LogLevel.Information, "Bulk run {Run}: {Action} goes on with {Stations} stations after a restart")]
    private partial void LogResumed(Guid run, string action, int stations);

    [LoggerMessage(3112, LogLevel.Warning, "Bulk run {Run} halted: {Failed} of {Judged} stations failed")]
    private partial void LogHalted(Guid run, int failed, int judged);

    [LoggerMessage(3113, LogLevel.Information, "Bulk run {Run} is over ({State}): {Done} done, {Failed} failed")]
    private partial void LogEnded(Guid run, BulkRunState state, int done, int failed);

    [LoggerMessage(3114, LogLevel.Warning, "Bulk run {Run}: its record could not be written; it waits")]
    private partial void LogNotSaved(Exception exception, Guid run);

    [LoggerMessage(3115, LogLevel.Error, "Bulk run {Run} failed inside the engine and is stopped")]
    private partial void LogFailed(Exception exception, Guid run);
}
