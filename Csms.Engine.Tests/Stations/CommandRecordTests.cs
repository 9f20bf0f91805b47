using Csms.Engine.Stations.Commands;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Stations;

/// <summary>The record of one command: its writes follow each other and never go back.</summary>
public sealed class CommandRecordTests
{
    private readonly CommandLife _life = new(new StationCommand
    {
        Id = Guid.NewGuid(),
        Station = StationId.Parse("ST-1"),
        Action = "ClearCache",
        Body = "{}",
        Actor = "test",
        QueuedAt = DateTimeOffset.UnixEpoch,
    });

    private readonly List<CommandStage> _written = [];

    [Fact]
    public async Task Writes_FirstOneIsSlow_TheSecondWaitsAndTheLatestStageStays()
    {
        var entered = new TaskCompletionSource();
        var slow = new TaskCompletionSource();
        var queued = _life.WriteAsync(async command =>
        {
            entered.SetResult();
            await slow.Task;
            _written.Add(command.Stage);
        });
        await entered.Task;
        Assert.True(_life.TryLeave(CommandStage.Queued, command => command with { Stage = CommandStage.Withdrawn }));
        var withdrawn = _life.WriteAsync(WriteAsync);

        Assert.False(withdrawn.IsCompleted);
        slow.SetResult();
        await Task.WhenAll(queued, withdrawn);
        Assert.Equal([CommandStage.Queued, CommandStage.Withdrawn], _written);
    }

    [Fact]
    public async Task Writes_SeveralWaitForTheirTurn_OneWritesTheNewestForAll()
    {
        var slow = new TaskCompletionSource();
        var entered = new TaskCompletionSource();
        var first = _life.WriteAsync(async _ =>
        {
            entered.SetResult();
            await slow.Task;
        });
        await entered.Task;
        _life.Set(command => command with { Stage = CommandStage.Sent });
        var second = _life.WriteAsync(WriteAsync);
        _life.Set(command => command with { Stage = CommandStage.Answered });
        var third = _life.WriteAsync(WriteAsync);

        slow.SetResult();
        await Task.WhenAll(first, second, third);
        Assert.Equal([CommandStage.Answered], _written);
    }

    [Fact]
    public async Task Writes_OneFails_TheNextWritesAllTheSame()
    {
        await Assert.ThrowsAsync<IOException>(() => _life.WriteAsync(_ => throw new IOException("the disk is full")));
        await _life.WriteAsync(WriteAsync);
        Assert.Equal([CommandStage.Queued], _written);
    }

    [Fact]
    public async Task Withdraw_TwiceAtOnce_OnlyOneDoesIt()
    {
        var done = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            () => _life.TryLeave(CommandStage.Queued, command => command with { Stage = CommandStage.Withdrawn }))));
        Assert.Single(done, won => won);
    }

    private Task WriteAsync(StationCommand command)
    {
        _written.Add(command.Stage);
        return Task.CompletedTask;
    }
}
