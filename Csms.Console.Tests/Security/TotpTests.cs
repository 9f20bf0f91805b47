using System.Text;
using Csms.Console.Security.SecondFactors;

namespace Csms.Console.Tests.Security;

public sealed class TotpTests
{
    private static readonly byte[] _secret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset _now = DateTimeOffset.FromUnixTimeSeconds(1_111_111_109);

    /// <summary>RFC 6238, appendix B, the rows of SHA-1, last six digits.</summary>
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1_111_111_109, "081804")]
    [InlineData(1_111_111_111, "050471")]
    [InlineData(1_234_567_890, "005924")]
    [InlineData(2_000_000_000, "279037")]
    [InlineData(20_000_000_000, "353130")]
    public void Code_OfTheSpecificationsExamples_IsTheirs(long seconds, string code) =>
        Assert.Equal(code, Totp.CodeAt(_secret, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void Code_EarlyOrLateByAStep_IsStillRight(int steps, bool right)
    {
        var step = Totp.StepAt(_now) + steps;
        Assert.Equal(right ? step : null, Totp.Match(_secret, Totp.CodeAt(_secret, step), _now, lastStep: 0));
    }

    [Fact]
    public void Code_OfAStepThatWasUsed_IsRefused()
    {
        var step = Totp.StepAt(_now);
        Assert.Null(Totp.Match(_secret, Totp.CodeAt(_secret, step), _now, lastStep: step));
        Assert.Null(Totp.Match(_secret, Totp.CodeAt(_secret, step - 1), _now, lastStep: step));
        Assert.Equal(step + 1, Totp.Match(_secret, Totp.CodeAt(_secret, step + 1), _now, lastStep: step));
    }

    [Theory]
    [InlineData("081 804", true)]
    [InlineData(" 081804 ", true)]
    [InlineData("81804", false)]
    [InlineData("0818040", false)]
    [InlineData("", false)]
    [InlineData("ÄÖÜ", false)]
    public void Code_AsPeopleType_IsUnderstood(string typed, bool right) => Assert.Equal(right, Totp.Match(_secret, typed, _now, lastStep: 0) is not null);

    /// <summary>RFC 4648, section 10.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW6")]
    [InlineData("foob", "MZXW6YQ")]
    [InlineData("fooba", "MZXW6YTB")]
    [InlineData("foobar", "MZXW6YTBOI")]
    public void Base32_OfTheSpecificationsExamples_IsTheirs(string text, string encoded) => Assert.Equal(encoded, Base32.Encode(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void RecoveryCode_HoweverTyped_HasTheSameHash()
    {
        var code = RecoveryCodeText.New();
        Assert.Matches("^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$", code);
        Assert.Equal(RecoveryCodeText.HashOf(code), RecoveryCodeText.HashOf($" {code.Replace('-', ' ').ToLowerInvariant()} "));
        Assert.NotEqual(RecoveryCodeText.HashOf(code), RecoveryCodeText.HashOf(RecoveryCodeText.New()));
    }
}
