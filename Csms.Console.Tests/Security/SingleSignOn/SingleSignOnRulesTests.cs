using System.Security.Claims;
using Csms.Console.Security.SingleSignOn;

namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>The pure parts: what settings and claims mean.</summary>
public sealed class SingleSignOnRulesTests
{
    [Theory]
    [InlineData("", "a", "")]
    [InlineData("a=Operator", "a", "Operator")]
    [InlineData("a=Operator", "A", "")]
    [InlineData("a=Operator; a=Technician@NORTH ;b=Viewer", "b|a", "Operator,Technician@NORTH,Viewer")]
    [InlineData("a=Operator@NORTH;b=Operator", "a|b", "Operator")]
    [InlineData("CN=ops,OU=x=Administrator", "CN=ops,OU=x", "Administrator")]
    public void GroupRoles_OfAPerson_AreThoseOfTheGroups(string map, string groups, string expected) =>
        Assert.Equal(expected, string.Join(',', GroupRoles.Parse(map)!.Of(groups.Split('|'))));

    [Theory]
    [InlineData("a")]
    [InlineData("a=")]
    [InlineData("=Operator")]
    [InlineData("a=Boss")]
    [InlineData("a=1")]
    [InlineData("a=Operator@")]
    public void GroupRoles_WrittenWrongly_AreNone(string map) => Assert.Null(GroupRoles.Parse(map));

    [Theory]
    [InlineData("", false)]
    [InlineData("pwd", false)]
    [InlineData("mfa", true)]
    [InlineData("pwd,otp", true)]
    [InlineData("pwd,pin", false)]
    [InlineData("hwk,fpt", true)]
    [InlineData("otp,sms", false)]
    [InlineData("rba,wia", false)]
    public void Methods_OfTwoKinds_AreSeveralFactors(string amr, bool several) => Assert.Equal(several, AuthenticationMethods.AreSeveralFactors(amr.Split(',')));

    [Theory]
    [InlineData("groups", "a|b")]
    [InlineData("roles", "c|d")]
    [InlineData("realm_access.roles", "e|f")]
    [InlineData("flat.name", "g")]
    [InlineData("odd", "[not json")]
    [InlineData("none.at.all", "")]
    public void Claims_HoweverTheyAreWritten_AreRead(string name, string expected)
    {
        var person = new ClaimsPrincipal(new ClaimsIdentity([new("groups", "a"), new("groups", "b"), new("roles", """["c","d"]"""), new("realm_access", """{"roles":["e","f"]}"""), new("flat.name", "g"), new("odd", "[not json")]));
        Assert.Equal(expected, string.Join('|', person.ValuesOf(name)));
    }

    [Fact]
    public void Options_WithFaults_NameEachKey()
    {
        var faults = new SingleSignOnOptionsValidator().Validate(null, new SingleSignOnOptions { Authority = "http://login.example.com", Scopes = "email", GroupRoles = "a=Boss", EmailClaim = "" });
        Assert.Equal(["Authority", "ClientId", "Scopes", "EmailClaim", "GroupRoles"], faults.Failures!.Select(fault => fault.Split(' ')[0].Split(':')[^1]));
        Assert.True(new SingleSignOnOptionsValidator().Validate(null, new SingleSignOnOptions()).Succeeded);
        Assert.True(new SingleSignOnOptionsValidator().Validate(null, new SingleSignOnOptions { Only = true }).Failed);
        Assert.True(new SingleSignOnOptionsValidator().Validate(null, new SingleSignOnOptions { Authority = "https://login.example.com/realms/x", ClientId = "csms" }).Succeeded);
    }
}
