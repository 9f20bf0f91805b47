using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>An OpenID provider on a free port of this machine, with keys of its own: it signs in whoever <see cref="Person"/> says, and answers as wrongly as it is told to.</summary>
public sealed class FakeProvider : IAsyncDisposable
{
    public const string ClientId = "csms-console", ClientSecret = "a-secret-of-the-client";

    private readonly ConcurrentDictionary<string, (string Nonce, string Challenge, string RedirectUri)> _codes = new();
    private WebApplication? _app;

    /// <summary>Its issuer.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>Who sits in front of the browser: claims of the token.</summary>
    public JsonObject Person { get; set; } = [];

    /// <summary>Claims that only UserInfo tells; null: the subject alone.</summary>
    public JsonObject? UserInfo { get; set; }

    /// <summary>The keys that it publishes.</summary>
    public List<SigningKey> Published { get; } = [];

    /// <summary>The key that it signs with.</summary>
    public SigningKey Key { get; set; } = null!;

    /// <summary>Last word on header and claims of the token.</summary>
    public Action<JsonObject, JsonObject>? Alter { get; set; }

    /// <summary>Last word on the whole answer of the token endpoint.</summary>
    public Func<string, IResult>? Answer { get; set; }

    /// <summary>How often the keys were asked for.</summary>
    public int KeysAsked { get; private set; }

    /// <summary>The last token that was given out.</summary>
    public string LastToken { get; private set; } = "";

    /// <summary>What the last sign-out brought.</summary>
    public IQueryCollection? SignedOut { get; private set; }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new
        {
            issuer = Authority, authorization_endpoint = $"{Authority}/authorize", token_endpoint = $"{Authority}/token", jwks_uri = $"{Authority}/jwks",
            userinfo_endpoint = $"{Authority}/userinfo", end_session_endpoint = $"{Authority}/logout", response_types_supported = new[] { "code" },
        }));
        _app.MapGet("/jwks", () =>
        {
            KeysAsked++;
            return Results.Json(new { keys = Published.Select(key => key.Public).ToArray() });
        });
        _app.MapGet("/authorize", Authorize);
        _app.MapPost("/token", TokenAsync);
        _app.MapGet("/userinfo", () =>
        {
            var told = UserInfo?.DeepClone().AsObject() ?? [];
            told["sub"] ??= Person["sub"]!.DeepClone();
            return Results.Text(told.ToJsonString(), "application/json");
        });
        _app.MapGet("/logout", (HttpRequest request) =>
        {
            SignedOut = request.Query;
            return Results.Redirect(request.Query["post_logout_redirect_uri"].ToString());
        });
        await _app.StartAsync();
        Authority = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Reset();
    }

    /// <summary>Everything right again, with one key.</summary>
    public void Reset()
    {
        (Alter, Answer, UserInfo, SignedOut) = (null, null, null, null);
        if (Published.Count == 0) Published.Add(SigningKey.Rsa("first"));
        Key = Published[^1];
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["client_id"] != ClientId || query["response_type"] != "code" || query["code_challenge_method"] != "S256") return Results.BadRequest("not a code flow with PKCE");
        var state = query["state"].ToString();
        if (Person.Count == 0) return Back(query["redirect_uri"]!, ("error", "access_denied"), ("state", state));
        var code = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
        _codes[code] = (query["nonce"].ToString(), query["code_challenge"].ToString(), query["redirect_uri"].ToString());
        return Back(query["redirect_uri"]!, ("code", code), ("state", state));
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        // A code counts once, for whoever holds the verifier of its challenge.
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || !_codes.TryRemove(form["code"].ToString(), out var asked)
            || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != asked.Challenge || form["redirect_uri"] != asked.RedirectUri)
            return Results.Json(new { error = "invalid_grant" }, statusCode: StatusCodes.Status400BadRequest);
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = Person.DeepClone().AsObject();
        foreach (var (name, value) in new JsonObject { ["iss"] = Authority, ["aud"] = ClientId, ["iat"] = now, ["exp"] = now + 300, ["nonce"] = asked.Nonce })
            claims[name] = value!.DeepClone();
        var header = new JsonObject { ["alg"] = Key.Algorithm, ["typ"] = "JWT", ["kid"] = Key.Id };
        Alter?.Invoke(header, claims);
        LastToken = Key.Sign(header, claims);
        return Answer?.Invoke(LastToken) ?? Results.Json(new { access_token = "of-no-use-here", token_type = "Bearer", expires_in = 300, id_token = LastToken });
    }

    private static IResult Back(string address, params (string Name, string Value)[] values) =>
        Results.Redirect(QueryHelpers.AddQueryString(address, values.ToDictionary(value => value.Name, value => (string?)value.Value)));

    /// <summary>A key and how it signs.</summary>
    /// <param name="Id">"kid".</param>
    /// <param name="Algorithm">"alg".</param>
    /// <param name="Public">What is published of it.</param>
    /// <param name="SignBytes">Signs.</param>
    public sealed record SigningKey(string Id, string Algorithm, JsonObject Public, Func<byte[], byte[]> SignBytes)
    {
        public static SigningKey Rsa(string id)
        {
            var rsa = RSA.Create(2048);
            var (n, e) = (rsa.ExportParameters(false).Modulus!, rsa.ExportParameters(false).Exponent!);
            return new SigningKey(id, "RS256", new JsonObject { ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["n"] = Base64Url.EncodeToString(n), ["e"] = Base64Url.EncodeToString(e) },
                bytes => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }

        public static SigningKey Curve(string id)
        {
            var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var point = curve.ExportParameters(false).Q;
            return new SigningKey(id, "ES256", new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["use"] = "sig", ["kid"] = id, ["x"] = Base64Url.EncodeToString(point.X!), ["y"] = Base64Url.EncodeToString(point.Y!) },
                bytes => curve.SignData(bytes, HashAlgorithmName.SHA256));
        }

        /// <summary>The client's own secret as key: what a forger has who takes it for a key of the provider.</summary>
        public static SigningKey Secret(string id) => new(id, "HS256", [], bytes => HMACSHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret.PadRight(32, '0')), bytes));

        public string Sign(JsonObject header, JsonObject claims)
        {
            var signed = $"{Part(header)}.{Part(claims)}";
            return header["alg"]!.GetValue<string>() == "none" ? $"{signed}." : string.Create(CultureInfo.InvariantCulture, $"{signed}.{Base64Url.EncodeToString(SignBytes(Encoding.ASCII.GetBytes(signed)))}");
        }

        private static string Part(JsonObject json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
