using System.Net;

namespace Csms.Console.Tests.Security.SingleSignOn;

/// <summary>Follows links as a browser does, with cookies, step by step.</summary>
public sealed class Walker : IDisposable
{
    private const int MostSteps = 12;
    private readonly string _provider;
    private readonly HttpClient _client;

    public Walker(Uri console, string provider)
    {
        _provider = provider;
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = Cookies }) { BaseAddress = console };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The address with which the provider led back last.</summary>
    public Uri? Callback { get; private set; }

    /// <summary>The cookie of who is signed in is there.</summary>
    public bool IsIn => Cookies.GetAllCookies().Any(cookie => cookie.Name.StartsWith("csms", StringComparison.Ordinal) && !cookie.Name.Contains('-', StringComparison.Ordinal) && !cookie.Expired);

    /// <summary>Goes there and on, until a page is shown: its address and text.</summary>
    /// <param name="address">Where to begin.</param>
    /// <param name="atCallback">What becomes of the address with which the provider leads back; null: it is followed.</param>
    public async Task<(Uri Address, string Text)> GoAsync(string address, Func<Uri, Uri?>? atCallback = null)
    {
        var next = new Uri(_client.BaseAddress!, address);
        for (var step = 0; step < MostSteps; step++)
        {
            using var answer = await _client.GetAsync(next);
            if (answer.Headers.Location is not { } location) return (next, await answer.Content.ReadAsStringAsync());
            var from = next;
            next = new Uri(next, location);
            if (!from.ToString().StartsWith(_provider, StringComparison.Ordinal)) continue;
            Callback = next;
            if (atCallback is null) continue;
            if (atCallback(next) is not { } changed) return (next, "");
            next = changed;
        }
        throw new InvalidOperationException($"Led on and on, last to {next}.");
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path);

    public void Dispose() => _client.Dispose();
}
