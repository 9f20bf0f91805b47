using Csms.Console.Pages.Tokens;
using Csms.Engine.Events;
using Csms.Engine.Tokens;

namespace Csms.Console.Tests.Tokens;

public sealed class TokenManyTests
{
    /// <summary>What is done, the status that a token has, and why it is left alone.</summary>
    [Theory]
    [InlineData(TokenManyKind.Block, AuthorizationStatus.Accepted, null)]
    [InlineData(TokenManyKind.Block, AuthorizationStatus.Blocked, "Blocked")]
    [InlineData(TokenManyKind.Unblock, AuthorizationStatus.Blocked, null)]
    [InlineData(TokenManyKind.Unblock, AuthorizationStatus.Accepted, "NotBlocked")]
    [InlineData(TokenManyKind.Unblock, AuthorizationStatus.NoCredit, "NotBlocked")] // refused for another reason: it stays so
    [InlineData(TokenManyKind.Group, AuthorizationStatus.Accepted, "SameGroup")]
    [InlineData(TokenManyKind.Expiry, AuthorizationStatus.Accepted, "SameExpiry")]
    [InlineData(TokenManyKind.Delete, AuthorizationStatus.Blocked, null)]
    public void Token_IsChangedOrLeftAloneWithAReason(TokenManyKind kind, AuthorizationStatus status, string? why)
    {
        var many = new TokenMany(kind, "FLEET");
        var token = new TokenEntry { IdToken = "04A", Status = status, GroupId = "FLEET" };
        Assert.Equal(why, many.LeftOut(token)?.ToString());
        Assert.Equal(why is null, many.Of(token) != token);
        Assert.Equal(TokenManyLeft.Gone, many.LeftOut(null));
    }
}
