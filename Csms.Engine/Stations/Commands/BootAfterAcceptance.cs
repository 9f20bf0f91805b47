using System.Text.Json;
using Csms.Engine.Units;
using Microsoft.Extensions.Hosting;

namespace Csms.Engine.Stations.Commands;

/// <summary>Asks a connected station to boot again when a person has accepted it (CONTRACTS 23): only a boot tells it so.</summary>
internal sealed class BootAfterAcceptance(StationDirectory directory, StationCommands commands) : IHostedService
{
    private static readonly JsonElement Body = JsonElement.Parse("""{"requestedMessage":"BootNotification"}""");

    public Task StartAsync(CancellationToken cancellationToken)
    {
        directory.Accepted += Ask;
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        directory.Accepted -= Ask;
        return Task.CompletedTask;
    }

    private void Ask(StationId station)
    {
        if (directory.Find(station)?.Link == LinkState.Online)
        {
            commands.Post(new CommandRequest(station, "TriggerMessage", Body, "System", "The station was accepted."));
        }
    }
}
