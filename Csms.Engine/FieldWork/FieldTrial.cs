using System.Text.Json;
using System.Threading.Channels;
using Csms.Engine.Ocpp;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.FieldWork;

/// <summary>What a running test works with: it sends commands, sees what the station does, and says what it waits for.</summary>
internal sealed class FieldTrial(StationId station, string actor, StationCommands commands, StationRegistry registry, TimeProvider time, Func<Statement<FieldFinding>, Task> tell, CancellationToken cancellation)
{
    private const int Remembered = 512;

    // Oldest first out: who waits for a message waits for one that comes now.
    private readonly Channel<FieldSight> _sights = Channel.CreateBounded<FieldSight>(new BoundedChannelOptions(Remembered) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    public CancellationToken Cancellation => cancellation;

    public TimeProvider Time => time;

    public StationId Station => station;

    public StationState? State => registry.Find(station);

    public bool IsOnline => State?.Link == LinkState.Online;

    /// <summary>Called on the station's path.</summary>
    public void See(FieldSight sight) => _sights.Writer.TryWrite(sight);

    /// <summary>What was seen so far does not count any more.</summary>
    public void Forget()
    {
        while (_sights.Reader.TryRead(out _))
        {
        }
    }

    public Task TellAsync(FieldFinding finding, params ReadOnlySpan<StatementValue> values) => tell(Statement.Of(finding, values));

    /// <summary>Waits until something is seen.</summary>
    /// <returns>What <paramref name="pick"/> made of it; null when the time is over.</returns>
    public async Task<T?> SeeAsync<T>(Func<FieldSight, T?> pick, TimeSpan most)
        where T : class
    {
        using var late = new CancellationTokenSource(most, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            while (true)
            {
                if (pick(await _sights.Reader.ReadAsync(both.Token)) is { } seen) return seen;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Sends a command and waits for the station's answer.</summary>
    /// <returns>The command, and the verdict when the station does not do what was asked.</returns>
    public async Task<(StationCommand Command, FieldVerdict? Refused)> SendAsync(string action, string body)
    {
        await TellAsync(FieldFinding.WaitsForAnswer, action);
        return await SendAsync(action, body, cancellation);
    }

    public async Task<(StationCommand Command, FieldVerdict? Refused)> SendAsync(string action, string body, CancellationToken giveUp)
    {
        using var document = JsonDocument.Parse(body);
        var command = await commands.ExecuteAsync(new CommandRequest(station, action, document.RootElement.Clone(), actor), giveUp);
        return (command, command switch
        {
            { Stage: CommandStage.NotSent, Fault.Code: CommandFault.NotAccepted } => FieldVerdict.Failed(FieldFinding.NotAccepted),
            { Stage: CommandStage.NotSent } => FieldVerdict.Failed(FieldFinding.Away),
            { Stage: CommandStage.NoAnswer } => FieldVerdict.Failed(FieldFinding.NoAnswer, action),
            { Stage: CommandStage.NotPossible } => FieldVerdict.Failed(FieldFinding.NotPossible, action),
            { Stage: CommandStage.Error } => FieldVerdict.Failed(FieldFinding.AnsweredWithError, action, command.OcppError),
            _ when !StationCommand.IsAgreement(command.Status) => FieldVerdict.Failed(FieldFinding.Refused, action, command.Status),
            _ => null,
        });
    }
}
