using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>What a provider, or somebody in its name, may answer, and that nobody is signed in by anything but the right one.</summary>
[Collection(ProviderCollection.Name)]
public sealed class ProviderAnswerTests(ProviderHost host)
{
    private const string Begin = "/sign-in/provider?returnUrl=%2Fdenied";

    private static readonly Dictionary<string, (Action<FakeProvider> Do, string Refusal)> _wrong = new()
    {
        ["nonce of another sign-in"] = (provider => provider.Alter = (_, claims) => claims["nonce"] = "another", "Invalid"),
        ["no nonce"] = (provider => provider.Alter = (_, claims) => claims.Remove("nonce"), "Invalid"),
        ["another issuer"] = (provider => provider.Alter = (_, claims) => claims["iss"] = "https://login.example.com", "Invalid"),
        ["another audience"] = (provider => provider.Alter = (_, claims) => claims["aud"] = "another-client", "Invalid"),
        ["no audience"] = (provider => provider.Alter = (_, claims) => claims.Remove("aud"), "Invalid"),
        ["several audiences without azp"] = (provider => provider.Alter = (_, claims) => claims["aud"] = new JsonArray(FakeProvider.ClientId, "another-client"), "Invalid"),
        ["azp of another client"] = (provider => provider.Alter = (_, claims) => claims["azp"] = "another-client", "Invalid"),
        ["no subject"] = (provider => provider.Alter = (_, claims) => claims.Remove("sub"), "Invalid"),
        ["alg none"] = (provider => provider.Alter = (header, _) => header["alg"] = "none", "Invalid"),
        ["signed with the client's secret"] = (provider => provider.Key = FakeProvider.SigningKey.Secret(provider.Key.Id), "Invalid"),
        ["expired"] = (provider => provider.Alter = (_, claims) => claims["exp"] = DateTimeOffset.UtcNow.AddMinutes(-10).ToUnixTimeSeconds(), "Invalid"),
        ["no end of life"] = (provider => provider.Alter = (_, claims) => claims.Remove("exp"), "Invalid"),
        ["not valid yet"] = (provider => provider.Alter = (_, claims) => claims["nbf"] = DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds(), "Invalid"),
        ["made in the future"] = (provider => provider.Alter = (_, claims) => (claims["iat"], claims["exp"]) = (DateTimeOffset.UtcNow.AddMinutes(10).ToUnixTimeSeconds(), DateTimeOffset.UtcNow.AddMinutes(20).ToUnixTimeSeconds()), "Invalid"),
        ["key that was never published"] = (provider => provider.Key = FakeProvider.SigningKey.Rsa("unknown"), "Invalid"),
        ["another key under a published name"] = (provider => provider.Key = FakeProvider.SigningKey.Rsa(provider.Key.Id), "Invalid"),
        ["claims changed after the signature"] = (provider => provider.Answer = token => Tokens(Forged(token)), "Invalid"),
        ["no token"] = (provider => provider.Answer = _ => Results.Json(new { access_token = "x", token_type = "Bearer" }), "Invalid"),
        ["no JSON"] = (provider => provider.Answer = _ => Results.Text("<html>Bad gateway</html>", "text/html", statusCode: 502), "Unreachable"),
        ["an answer without an end"] = (provider => provider.Answer = _ => Results.Text(new string(' ', 2 << 20), "application/json"), "Unreachable"),
        ["refused code"] = (provider => provider.Answer = _ => Results.Json(new { error = "invalid_client" }, statusCode: 401), "Refused"),
        ["UserInfo of somebody else"] = (provider => provider.UserInfo = new JsonObject { ["sub"] = "somebody-else" }, "Invalid"),
        ["broken off"] = (provider => provider.Person = [], "Cancelled"),
    };

    public static TheoryData<string> Wrong => [.. _wrong.Keys];

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Answer_ThatIsWrong_SignsNobodyInAndSaysSo(string what)
    {
        host.Reset($"wrong-{Array.IndexOf([.. _wrong.Keys], what)}");
        host.Settings.CreateAccounts = true;
        var (make, refusal) = _wrong[what];
        make(host.Provider);
        using var browser = host.Walk();

        var (address, text) = await browser.GoAsync(Begin);

        Assert.False(browser.IsIn);
        Assert.Equal("/sign-in", address.AbsolutePath);
        var query = QueryHelpers.ParseQuery(address.Query);
        Assert.Equal((refusal, "/denied"), (query.GetValueOrDefault("refused").ToString(), query.GetValueOrDefault("returnUrl").ToString()));
        Assert.Contains(ProviderHost.Name, text, StringComparison.Ordinal);
        Assert.DoesNotMatch("IDX[0-9]{5}", text);
        Assert.Null(await host.UserAsync(host.Provider.Person["email"]?.GetValue<string>() ?? ""));
    }

    [Fact]
    public async Task Callback_WithAnotherState_IsRefused()
    {
        host.Reset("state");
        host.Settings.CreateAccounts = true;
        using var browser = host.Walk();
        var (address, _) = await browser.GoAsync(Begin, back => new Uri(QueryHelpers.AddQueryString(back.GetLeftPart(UriPartial.Path), new Dictionary<string, string?> { ["code"] = QueryHelpers.ParseQuery(back.Query)["code"], ["state"] = "made-up" })));
        Assert.Contains("refused=Invalid", address.Query, StringComparison.Ordinal);
        Assert.False(browser.IsIn);
    }

    [Fact]
    public async Task Callback_InAnotherBrowserOrTwice_IsRefused()
    {
        host.Reset("twice");
        host.Settings.CreateAccounts = true;
        using var first = host.Walk();
        using var other = host.Walk();
        var (stolen, _) = await first.GoAsync(Begin, _ => null);
        // A link that somebody else began: who follows it must not be signed in as them.
        Assert.Contains("refused=TooLate", (await other.GoAsync(stolen.ToString())).Address.Query, StringComparison.Ordinal);
        Assert.False(other.IsIn);

        Assert.Equal("/denied", (await first.GoAsync(Begin)).Address.AbsolutePath);
        Assert.True(first.IsIn);
        Assert.Contains("refused=TooLate", (await first.GoAsync(first.Callback!.ToString())).Address.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_ThatWasUsed_IsRefusedByTheProvider()
    {
        host.Reset("replayed");
        host.Settings.CreateAccounts = true;
        using var browser = host.Walk();
        await browser.GoAsync(Begin);
        var used = QueryHelpers.ParseQuery(browser.Callback!.Query)["code"].ToString();
        using var again = host.Walk();
        var (address, _) = await again.GoAsync(Begin, back => new Uri(QueryHelpers.AddQueryString(back.GetLeftPart(UriPartial.Path), new Dictionary<string, string?> { ["code"] = used, ["state"] = QueryHelpers.ParseQuery(back.Query)["state"] })));
        Assert.Contains("refused=Refused", address.Query, StringComparison.Ordinal);
        Assert.False(again.IsIn);
    }

    [Fact]
    public async Task Key_ThatIsNew_IsFetchedWithinTheSameSignIn()
    {
        host.Reset("rotated");
        host.Settings.CreateAccounts = true;
        using (var before = host.Walk()) await before.GoAsync(Begin);
        var asked = host.Provider.KeysAsked;
        var next = FakeProvider.SigningKey.Curve("next");
        host.Provider.Published.Add(next);
        host.Provider.Key = next;
        using var browser = host.Walk();
        await browser.GoAsync(Begin);
        Assert.True(browser.IsIn);
        Assert.Equal(asked + 1, host.Provider.KeysAsked);
    }

    [Fact]
    public async Task Page_WithMadeUpReasons_ShowsNothingOfThem()
    {
        host.Reset();
        using var browser = host.Walk();
        var (_, text) = await browser.GoAsync("/sign-in?refused=%3Cb%3EHello&code=%3Cb%3E");
        Assert.DoesNotContain("role=\"alert\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.DoesNotContain("http-equiv=\"refresh\"", (await browser.GoAsync("/signed-out?to=https%3A%2F%2Fevil.example")).Text, StringComparison.Ordinal);
    }

    private static IResult Tokens(string token) => Results.Json(new { access_token = "x", token_type = "Bearer", id_token = token });

    private static string Forged(string token)
    {
        var parts = token.Split('.');
        var claims = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!.AsObject();
        claims["email"] = Support.ConsoleHost.AdminEmail;
        return $"{parts[0]}.{WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
    }
}
