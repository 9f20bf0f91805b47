using System.Collections.Concurrent;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.PlugAndCharge.Ocsp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Conformance.PlugAndCharge;

/// <summary>The outside of Plug and Charge on a loopback port: an OCSP responder that answers well or badly by the path it is asked under, a CRL, and a provider of certificates.</summary>
internal sealed class OcspResponder(ContractPki pki) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, bool> _revoked = new();
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private WebApplication? _app;

    /// <summary>What the provider does with its next request.</summary>
    public Func<HttpContext, Task> Provider { get; set; } = _ => Task.CompletedTask;

    public byte[] Crl { get; set; } = [];

    private string Address { get; set; } = "";

    public string Url(string path) => $"{Address}/{path}";

    public void Revoke(X509Certificate2 certificate) => _revoked[certificate.SerialNumber.TrimStart('0')] = true;

    /// <summary>How often a path was asked.</summary>
    public int Asked(string path) => _asked.GetValueOrDefault(path);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(HandleAsync);
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/');
        _asked.AddOrUpdate(path, 1, (_, before) => before + 1);
        switch (path)
        {
            case "provider":
                await Provider(context);
                return;
            case "crl":
                await context.Response.Body.WriteAsync(Crl);
                return;
            case "redirect":
                context.Response.Redirect(Url("ocsp"), permanent: false, preserveMethod: true);
                return;
            case "text":
                await context.Response.WriteAsync("good");
                return;
            case "endless":
                for (var part = new byte[16 * 1024]; !context.RequestAborted.IsCancellationRequested;) await context.Response.Body.WriteAsync(part, context.RequestAborted);
                return;
            default:
                break;
        }

        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        context.Response.ContentType = "application/ocsp-response";
        await context.Response.Body.WriteAsync(Response(path, body.ToArray()));
    }

    private byte[] Response(string path, byte[] request)
    {
        var asked = new AsnReader(request, AsnEncodingRules.DER).ReadSequence().ReadSequence();
        var id = CertId.Read(asked.ReadSequence().ReadSequence());
        var extension = asked.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 2)).ReadSequence().ReadSequence();
        extension.ReadObjectIdentifier();
        var nonce = extension.ReadOctetString();
        if (path == "other") id = id with { Serial = id.Serial + 1 };
        if (path == "replayed") nonce = [4, 2, 1, 2];

        var now = DateTimeOffset.UtcNow.AddMinutes(-1);
        var at = path == "stale" ? now.AddDays(-3) : now;
        var data = new AsnWriter(AsnEncodingRules.DER);
        using (data.PushSequence())
        {
            using (data.PushSequence(Context(2))) data.WriteOctetString(SHA256.HashData([1]).AsSpan(0, 20));
            data.WriteGeneralizedTime(at, omitFractionalSeconds: true);
            using (data.PushSequence())
            using (data.PushSequence())
            {
                id.WriteTo(data);
                if (path == "unknown") data.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 2));
                else if (_revoked.ContainsKey(id.Serial.ToString("X", null).TrimStart('0')))
                {
                    using (data.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 1))) data.WriteGeneralizedTime(at, omitFractionalSeconds: true);
                }
                else data.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
                data.WriteGeneralizedTime(at, omitFractionalSeconds: true);
                using (data.PushSequence(Context(0))) data.WriteGeneralizedTime(at.AddDays(1), omitFractionalSeconds: true);
            }

            if (path != "no-nonce")
            {
                using (data.PushSequence(Context(1)))
                using (data.PushSequence())
                using (data.PushSequence())
                {
                    data.WriteObjectIdentifier(OcspRequest.NonceOid);
                    if (path == "replayed")
                    {
                        var inner = new AsnWriter(AsnEncodingRules.DER);
                        inner.WriteOctetString(nonce);
                        nonce = inner.Encode();
                    }

                    data.WriteOctetString(nonce);
                }
            }
        }

        var signer = path switch { "impostor" => pki.Impostor, "issuer" => pki.Sub2, _ => pki.Responder };
        var signed = data.Encode();
        using var key = signer.GetECDsaPrivateKey()!;
        var signature = key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        if (path == "forged") signature = key.SignData([1, 2, 3], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Wrapped(signed, signature, path == "alone" ? [pki.Responder] : path == "issuer" ? [pki.Sub2, pki.Sub1] : [signer, pki.Sub2, pki.Sub1]);
    }

    private static byte[] Wrapped(byte[] signed, byte[] signature, X509Certificate2[] along)
    {
        var basic = new AsnWriter(AsnEncodingRules.DER);
        using (basic.PushSequence())
        {
            basic.WriteEncodedValue(signed);
            using (basic.PushSequence()) basic.WriteObjectIdentifier("1.2.840.10045.4.3.2");
            basic.WriteBitString(signature);
            using (basic.PushSequence(Context(0)))
            using (basic.PushSequence())
            {
                foreach (var each in along) basic.WriteEncodedValue(each.RawData);
            }
        }

        var response = new AsnWriter(AsnEncodingRules.DER);
        using (response.PushSequence())
        {
            response.WriteEncodedValue([0x0A, 0x01, 0x00]);
            using (response.PushSequence(Context(0)))
            using (response.PushSequence())
            {
                response.WriteObjectIdentifier("1.3.6.1.5.5.7.48.1.1");
                response.WriteOctetString(basic.Encode());
            }
        }

        return response.Encode();
    }

    private static Asn1Tag Context(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
