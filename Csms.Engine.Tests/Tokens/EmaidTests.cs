using Csms.Engine.Events;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Tests.Tokens;

/// <summary>One contract in its spellings.</summary>
public sealed class EmaidTests
{
    [Theory]
    [InlineData("DE-XYZ-C12345678-1", "DEXYZC123456781", true)]
    [InlineData("DE-XYZ-C12345678-1", "de*xyz*c12345678", true)] // the check digit may be left out
    [InlineData("DEXYZC123456781", "DEXYZC123456782", false)] // two check digits
    [InlineData("DEXYZC12345678", "DEXYZC12345679", false)]
    [InlineData("DE-8AA-1A2B3-4", "DE8AA1A2B34", true)] // of another length: the same letters only
    [InlineData("DE8AA1A2B34", "DE8AA1A2B3", false)]
    [InlineData("DEXYZC12345678", "", false)]
    public void Spellings_AreTheSameContract(string one, string other, bool expected)
    {
        Assert.Equal(expected, Emaid.AreSame(one, other));
        Assert.Equal(expected, Emaid.AreSame(other, one));
    }

    [Fact]
    public void Directory_FindsAContractInAnySpelling_OtherTokensByTheirTextAlone()
    {
        var running = new RunningTokens();
        var directory = new TokenDirectory(running, Options.Create(new TokenOptions()));
        directory.Put(new TokenEntry { IdToken = "DE-XYZ-C12345678-1", Type = Emaid.TokenType, Concurrent = false });
        directory.Put(new TokenEntry { IdToken = "AB-12", Type = "ISO14443" });
        running.Begin("DEXYZC12345678", new SessionId(1), StationId.Parse("A"), 1);

        AuthorizationStatus Of(string text, string type) => directory.Judge(new IdToken(text, type), StationId.Parse("B"), 1, DateTimeOffset.UnixEpoch).Status;

        Assert.Equal(AuthorizationStatus.ConcurrentTx, Of("dexyzc123456781", Emaid.TokenType)); // it charges elsewhere, spelled otherwise
        Assert.Equal(AuthorizationStatus.Unknown, Of("DEXYZC123456782", Emaid.TokenType));
        Assert.Equal(AuthorizationStatus.Unknown, Of("DEXYZC123456781", "Central"));
        Assert.Equal(AuthorizationStatus.Unknown, Of("AB12", "ISO14443"));
        Assert.Single(running.SessionsOf("DE-XYZ-C12345678-1"));
    }
}
