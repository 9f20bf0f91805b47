using System.Collections.Concurrent;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Stations;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Stations;

/// <summary>The order of a station's work (ADR 0004).</summary>
public sealed class StationMailboxTests
{
    private readonly ConcurrentQueue<StationWork> _handled = new();
    private readonly StationMailbox _mailbox;
    private Action<StationWork> _during = static _ => { };

    public StationMailboxTests() => _mailbox = new StationMailbox(work =>
    {
        _during(work);
        _handled.Enqueue(work);
    });

    [Fact]
    public async Task Posted_IsHandledOneByOneInOrder()
    {
        var (inside, most) = (0, 0);
        _during = _ =>
        {
            most = Math.Max(most, Interlocked.Increment(ref inside));
            Interlocked.Decrement(ref inside);
        };
        var works = Enumerable.Range(0, 500).Select(_ => NewOwn()).ToArray();
        foreach (var work in works)
        {
            Assert.True(_mailbox.Post(work));
        }

        await HandledAsync(works.Length);
        Assert.Equal(works, _handled);
        Assert.Equal(1, most);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Suspended_TheOutcomeGoesBeforeWhatCameMeanwhile(bool outcomeIsThereAtOnce)
    {
        var (first, second, third, outcome) = (NewOwn(), NewOwn(), NewOwn(), NewOwn());
        var suspended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _during = work =>
        {
            if (work != first)
            {
                return;
            }

            _mailbox.Suspend();
            Assert.True(_mailbox.Post(second));
            if (outcomeIsThereAtOnce)
            {
                _mailbox.Resume(outcome);
            }

            Assert.True(_mailbox.IsSuspended);
            suspended.SetResult();
        };
        _mailbox.Post(first);
        await suspended.Task;
        _mailbox.Post(third);
        if (!outcomeIsThereAtOnce)
        {
            await HandledAsync(1);
            Assert.Equal([first], _handled);
            _mailbox.Resume(outcome);
        }

        await HandledAsync(4);
        Assert.Equal([first, outcome, second, third], _handled);
    }

    [Fact]
    public async Task TooManyMessages_AreRefusedWhileOurOwnWorkIsTaken()
    {
        var first = NewOwn();
        _during = work =>
        {
            if (work == first)
            {
                _mailbox.Suspend();
            }
        };
        _mailbox.Post(first);
        await HandledAsync(1);
        for (var count = 0; count < 1024; count++)
        {
            Assert.True(_mailbox.Post(NewMessage()));
        }

        var own = NewOwn();
        Assert.False(_mailbox.Post(NewMessage()));
        Assert.True(_mailbox.Post(own));
        _mailbox.Resume(NewOwn());
        await HandledAsync(1 + 1 + 1024 + 1);
        Assert.Same(own, _handled.Last());
        Assert.True(_mailbox.Post(NewMessage()));
    }

    private static StationWork.Own NewOwn() => new(static (_, _) => null, new TaskCompletionSource<StationState?>());

    private static StationWork.Message NewMessage() => new(null!, HeartbeatReported.Instance, null!);

    private Task HandledAsync(int count) => Eventually.TrueAsync(() => _handled.Count >= count, $"{count} items are handled");
}
