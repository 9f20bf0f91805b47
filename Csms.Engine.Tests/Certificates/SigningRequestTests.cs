using Csms.Engine.Certificates;
using Csms.Engine.Tests.Support;

namespace Csms.Engine.Tests.Certificates;

/// <summary>Which requests for a certificate are taken (2.1 A02.FR.06, A00.FR.405, 505, 506).</summary>
public sealed class SigningRequestTests
{
    [Theory]
    [InlineData("good", null)]
    [InlineData("p384", null)]
    [InlineData("rsa", null)]
    [InlineData("rsa1024", "WeakKey")]
    [InlineData("brainpool", "WeakKey")]
    [InlineData("other", "WrongName")]
    [InlineData("nobody", "WrongName")]
    [InlineData("two", "WrongName")]
    [InlineData("forged", "WrongSignature")]
    [InlineData("text", "Unreadable")]
    [InlineData("broken", "Unreadable")]
    [InlineData("certificate", "Unreadable")]
    public void Request_OfAKind_IsTakenOrNamesItsFault(string kind, string? fault)
    {
        var (request, wrong) = SigningRequest.Read(Csrs.Of(kind, "CS-1"), ["CS-1"]);

        Assert.Equal(fault, wrong?.ToString());
        Assert.Equal(fault is null, request is not null);
    }
}
