using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Tests.Sessions;

public sealed class SessionReviewTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Resolve_TheLastOpenDoubt_CompletesTheSession()
    {
        var session = InReview().Flagged(SessionFlagKind.ClockWrong, Statement.AsSaid<FlagEvidence>("two hours ahead"), _now);
        var first = SessionReview.Resolve(session, SessionFlagKind.ClockWrong, "Ann", "checked the log", _now);
        Assert.Equal(SessionState.Review, first.State);
        var done = SessionReview.Resolve(first, null, "Ann", "meter read on site", _now);
        Assert.Equal(SessionState.Completed, done.State);
        Assert.Equal("Ann: meter read on site", done.Flags[0].Resolution);
        Assert.Equal(session.EnergyWh, done.EnergyWh);
    }

    [Fact]
    public void Resolve_NothingOpen_ChangesNothing()
    {
        var done = SessionReview.Resolve(InReview(), null, "Ann", "fine", _now);
        Assert.Same(done, SessionReview.Resolve(done, null, "Ben", "again", _now));
    }

    private static Session InReview() => new Session
    {
        Id = new SessionId(7),
        StationId = StationId.Parse("CS-1"),
        TransactionId = "7",
        StartedAt = _now.AddHours(-1),
        EndedAt = _now,
        ReceivedAt = _now.AddHours(-1),
        LastHeardAt = _now,
        FinalEnergyWh = 12_000,
    }.Flagged(SessionFlagKind.RegisterBackwards, Statement.AsSaid<FlagEvidence>("went backwards"), _now).Settled();
}
