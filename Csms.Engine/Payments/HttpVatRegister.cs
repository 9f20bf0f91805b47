using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Csms.Engine.Events;
using Csms.Engine.Gateway.Outbound;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Payments;

/// <summary>
/// The register at <c>Csms:Payments:VatRegisterUrl</c>, asked as the REST service of the EU's VIES is. The address is the administrator's, so it may be in the own
/// network. What it has said is remembered for a while.
/// </summary>
internal sealed partial class HttpVatRegister(HttpClient http, IOptions<PaymentOptions> options, TimeProvider time, ILogger<HttpVatRegister> logger) : IVatRegister, IDisposable
{
    /// <summary>Below the patience with which the station's question is answered, and that of a driver at a display.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ValidFor = TimeSpan.FromHours(12), UnknownFor = TimeSpan.FromMinutes(10);

    private const int LongestBody = 64 * 1024, MostRemembered = 1000;

    private readonly ConcurrentDictionary<VatNumber, (VatVerdict Verdict, DateTimeOffset Until)> _remembered = new();

    public async Task<VatVerdict> AskAsync(VatNumber number, CancellationToken cancellation)
    {
        if (options.Value.VatRegisterUrl.Length == 0)
        {
            return new VatVerdict.Unverified("NotVerified", "The format is right; no register is configured that vouches for the number.");
        }

        if (_remembered.TryGetValue(number, out var known) && known.Until > time.GetUtcNow())
        {
            return known.Verdict;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            var verdict = await GetAsync(number, limit.Token);
            if (verdict is not VatVerdict.Unverified) Remember(number, verdict);
            return verdict;
        }
        catch (OperationCanceledException)
        {
            return Silent("The register of VAT numbers did not answer in time.");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or SocketException)
        {
            return Silent("The register of VAT numbers cannot be reached.");
        }
    }

    public void Dispose() => http.Dispose();

    private async Task<VatVerdict> GetAsync(VatNumber number, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{options.Value.VatRegisterUrl.TrimEnd('/')}/ms/{number.Country}/vat/{number.Number}");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.UserAgent.ParseAdd("Csms-Console");
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (!answer.IsSuccessStatusCode) return Silent($"The register of VAT numbers answered HTTP {(int)answer.StatusCode}.");
        if (await OutboundHttp.ReadAsync(answer.Content, LongestBody, cancellation) is not { } body) return Silent("The answer of the register of VAT numbers is too long.");
        try
        {
            return JsonSerializer.Deserialize(body, RegisterJson.Default.RegisterAnswer) switch
            {
                { IsValid: true } valid => new VatVerdict.Valid(RegisteredCompany.Of(number.Country, valid.Name, valid.Address)),

                // VIES answers 200 as well when the state's own register is away.
                { IsValid: false, UserError: null or "" or "INVALID" or "VALID" } => new VatVerdict.Unknown(),
                _ => Silent("The register of VAT numbers cannot say now."),
            };
        }
        catch (JsonException)
        {
            return Silent("The answer of the register of VAT numbers is not the JSON that was agreed on.");
        }
    }

    private VatVerdict.Unverified Silent(string why)
    {
        LogSilent(why);
        return new VatVerdict.Unverified("RegisterUnavailable", why);
    }

    private void Remember(VatNumber number, VatVerdict verdict)
    {
        var now = time.GetUtcNow();
        if (_remembered.Count >= MostRemembered)
        {
            foreach (var (key, _) in _remembered.OrderBy(pair => pair.Value.Until).Take(MostRemembered / 10)) _remembered.TryRemove(key, out _);
        }

        _remembered[number] = (verdict, now + (verdict is VatVerdict.Valid ? ValidFor : UnknownFor));
    }

    [LoggerMessage(4101, LogLevel.Warning, "Register of VAT numbers: {Why}")]
    private partial void LogSilent(string why);

    internal sealed record RegisterAnswer(bool? IsValid, string? Name, string? Address, string? UserError);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(RegisterAnswer))]
    private sealed partial class RegisterJson : JsonSerializerContext;
}
