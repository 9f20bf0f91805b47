using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;

namespace Csms.Engine.Tests.Energy.Profiles;

/// <summary>What a car is answered: a table whose rows are the rule.</summary>
public sealed class NeedsRulesTests
{
    [Theory]
    [InlineData("AC_three_phase", null, true, false, false, true, NeedsVerdict.Accepted)]
    [InlineData("AC_three_phase", "AC_three_phase", true, false, false, true, NeedsVerdict.Accepted)]
    [InlineData("DC", "AC_three_phase", true, false, false, true, NeedsVerdict.Rejected)]
    [InlineData("DC", "AC_three_phase", true, false, true, false, NeedsVerdict.Rejected)]      // what is forbidden is, whoever plans
    [InlineData("DC", "AC_three_phase", false, false, false, true, NeedsVerdict.Accepted)]     // the driver may be allowed more than the place
    [InlineData("DC_BPT", null, false, false, false, true, NeedsVerdict.Processing)]           // who is it?
    [InlineData("DC_BPT", "DC_BPT", false, false, false, true, NeedsVerdict.Processing)]
    [InlineData("DC_BPT", "DC_BPT", true, false, false, true, NeedsVerdict.Accepted)]
    [InlineData("DC_BPT", "DC", true, false, false, true, NeedsVerdict.Rejected)]
    [InlineData("AC_BPT", "AC_BPT", true, true, false, true, NeedsVerdict.Rejected)]           // the station can't
    [InlineData("AC_DER", null, true, true, false, true, NeedsVerdict.Accepted)]               // gives nothing back
    [InlineData("DC", null, true, false, true, true, NeedsVerdict.NoChargingProfile)]
    [InlineData("DC", null, true, false, false, false, NeedsVerdict.NoChargingProfile)]
    public void Judge_Needs_ByRule(string transfer, string? allowed, bool known, bool givesNothingBack, bool takesNoProfiles, bool planned, NeedsVerdict verdict)
    {
        var answer = NeedsRules.Judge(new NeedsRules.Question(transfer, EnergyTransfers.Of(allowed?.Split(' ')), known, givesNothingBack, takesNoProfiles, planned));

        Assert.Equal(verdict, answer.Verdict);
        Assert.Equal(verdict != NeedsVerdict.Accepted, answer.ReasonCode is { Length: <= 20 } && answer.Reason is { Length: <= 512 });
    }

    [Fact]
    public void Transfers_OfWords_AreKnownOnesInOrderAndEqualByContent()
    {
        var one = EnergyTransfers.Of(["DC_BPT", "AC_three_phase", "Steam", "DC_BPT"]);

        Assert.Equal("AC_three_phase, DC_BPT", $"{one}");
        Assert.Equal(EnergyTransfers.Of(["AC_three_phase", "DC_BPT"]), one);
        Assert.NotEqual(EnergyTransfers.Of(["AC_three_phase"]), one);
        Assert.Null(EnergyTransfers.Of(["Steam"]));
        Assert.Null(EnergyTransfers.Of(null));
    }
}
