using System.Text.Json;
using Csms.Engine.Stations.Commands;

namespace Csms.Console.Commands;

/// <summary>Where a command is, as the steps of its life show it. Pure.</summary>
public static class CommandProgress
{
    /// <summary>Something is still looked out for.</summary>
    public static bool IsWatched(this StationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command is { Stage: CommandStage.Answered, Expectation: not null, WatchUntil: not null };
    }

    /// <summary>Nothing more will happen. The step to Answered comes a moment before it is said what is looked out for.</summary>
    public static bool IsEnded(this StationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command.Stage is CommandStage.Queued or CommandStage.Sent || command.IsWatched()) return false;
        if (command.Stage != CommandStage.Answered || command.Expectation is not null) return true;
        using var body = JsonDocument.Parse(command.Body);
        return CommandExpectation.Of(command.Action, body.RootElement, command.Status ?? "") is null;
    }

    /// <summary>It ended, and not as wished.</summary>
    public static bool HasFailed(this StationCommand command)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.Stage is CommandStage.Error or CommandStage.NoAnswer or CommandStage.NotSent or CommandStage.NotPossible or CommandStage.Expired
            || (command.Stage is CommandStage.Answered && !IsGood(command.Status))
            || (command.Stage is CommandStage.Answered && command.IsEnded() && command.Expectation is not null);
    }

    /// <summary>The station's word means that it does what was asked.</summary>
    public static bool IsGood(string? status) => StationCommand.IsAgreement(status);
}
