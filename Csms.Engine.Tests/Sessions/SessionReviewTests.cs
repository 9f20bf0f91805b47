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
        var first = SessionReview.Decide(session, new SessionDecision.Accept(SessionFlagKind.ClockWrong), "Ann", "checked the log", _now);
        Assert.Equal(SessionState.Review, first.State);
        var done = SessionReview.Decide(first, new SessionDecision.Accept(), "Ann", "meter read on site", _now);
        Assert.Equal(SessionState.Completed, done.State);
        Assert.Equal("Ann: meter read on site", done.Flags[0].Resolution);
        Assert.Equal(session.EnergyWh, done.EnergyWh);
    }

    [Fact]
    public void Resolve_NothingOpen_ChangesNothing()
    {
        var done = SessionReview.Decide(InReview(), new SessionDecision.Accept(), "Ann", "fine", _now);
        Assert.Same(done, SessionReview.Decide(done, new SessionDecision.Accept(), "Ben", "again", _now));
    }

    [Fact]
    public void Correct_InReview_CountsInsteadAndKeepsTheMeasuredFigure()
    {
        var done = SessionReview.Decide(InReview(), new SessionDecision.Correct(11_500), "Ann", "photo of the meter", _now);
        Assert.Equal((SessionState.Completed, 11_500, 12_000), (done.State, done.EnergyWh, done.FinalEnergyWh));
        Assert.Equal(new EnergyCorrection(11_500, "Ann", "photo of the meter", _now), done.Correction);
        Assert.All(done.Flags, flag => Assert.Equal("Ann: photo of the meter", flag.Resolution));
    }

    [Fact]
    public void Correct_ASecondTime_ChangesNothing()
    {
        var done = SessionReview.Decide(InReview(), new SessionDecision.Correct(11_500), "Ann", "photo of the meter", _now);
        Assert.Same(done, SessionReview.Decide(done, new SessionDecision.Correct(9_000), "Ben", "I think less", _now));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue)]
    public void Correct_NoPossibleRegister_ChangesNothing(long energyWh)
    {
        var session = InReview();
        Assert.Same(session, SessionReview.Decide(session, new SessionDecision.Correct(energyWh), "Ann", "typing", _now));
    }

    [Fact]
    public void Flag_OfACompletedSession_PutsItInReviewOnce()
    {
        var completed = SessionReview.Decide(InReview(), new SessionDecision.Accept(), "Ann", "fine", _now);
        var flagged = SessionReview.Decide(completed, new SessionDecision.Flag(), "Ben", "driver complains", _now);
        Assert.Equal(SessionState.Review, flagged.State);
        Assert.Equal((SessionFlagKind.RaisedByOperator, "Ben: driver complains"), (flagged.Flags[^1].Kind, flagged.Flags[^1].Evidence.ToString()));
        Assert.Same(flagged, SessionReview.Decide(flagged, new SessionDecision.Flag(), "Kim", "me too", _now));

        var again = SessionReview.Decide(SessionReview.Decide(flagged, new SessionDecision.Accept(), "Ann", "shown the meter", _now), new SessionDecision.Flag(), "Ben", "still", _now);
        Assert.Equal((SessionState.Review, 3), (again.State, again.Flags.Length));
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
