using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Csms.Console.Security.Audit;
using Csms.Console.Tests.Support;
using Csms.Engine.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Csms.Engine.Tests.Api;

/// <summary>The real host with its API, spoken to over HTTP, and stations over WebSocket.</summary>
public class ApiHost : ConsoleHost, IDisposable
{
    private readonly HttpClient _client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private int _count;

    /// <summary>An identity that no other test of the class uses.</summary>
    public string NewId(string prefix = "CS") => $"{prefix}-{Interlocked.Increment(ref _count)}";

    public Task<ApiAnswer> GetAsync(string path, string? key = ApiKey) => SendAsync(HttpMethod.Get, path, null, key);

    public Task<ApiAnswer> PutAsync(string path, string body, string? key = ApiKey) => SendAsync(HttpMethod.Put, path, body, key);

    public Task<ApiAnswer> PostAsync(string path, string body = "", string? key = ApiKey) => SendAsync(HttpMethod.Post, path, body, key);

    public Task<ApiAnswer> DeleteAsync(string path, string? key = ApiKey) => SendAsync(HttpMethod.Delete, path, null, key);

    /// <summary>A key with these scopes, held to these sites.</summary>
    public async Task<string> KeyAsync(string[] scopes, params string[] sites)
    {
        var body = JsonSerializer.Serialize(new { name = "test", scopes, siteIds = sites.Length == 0 ? null : sites });
        return (await PostAsync("/api/v1/api-keys", body)).Is(HttpStatusCode.Created).Word("key")!;
    }

    /// <summary>The latest entries of the audit log, newest first.</summary>
    internal async Task<IReadOnlyList<AuditEntry>> AuditAsync() =>
        (await Services.GetRequiredService<IAuditLog>().ReadAsync(new AuditQuery(), 0, 500)).Entries;

    /// <summary>Sends a file.</summary>
    public Task<ApiAnswer> PostCsvAsync(string path, string csv, string? key = ApiKey) => SendAsync(HttpMethod.Post, path, csv, key, "text/csv");

    /// <summary>Sends a command.</summary>
    public Task<ApiAnswer> CommandAsync(string station, string action, string body = "{}") => PostAsync($"/api/v1/stations/{station}/commands/{action}", body);

    /// <summary>Registers a station, connects it and boots it.</summary>
    internal async Task<OcppTalk> StationAsync(string protocol = "ocpp1.6", string registration = "Accepted", string? id = null)
    {
        id ??= NewId();
        await PutAsync($"/api/v1/stations/{id}", $$"""{"name":"{{id}}","registration":"{{registration}}"}""");
        var station = await ConnectAsync(id, protocol);
        var boot = await station.BootAsync();
        Assert.Equal(registration, boot.GetProperty("status").GetString());
        return station;
    }

    /// <summary>Connects a station.</summary>
    internal async Task<OcppTalk> ConnectAsync(string id, string protocol = "ocpp1.6", string? password = null) =>
        new(id, protocol, await FakeStation.ConnectAsync(new UriBuilder(Address) { Scheme = "ws" }.Uri, id, protocol, password));

    public void Dispose()
    {
        _client.Dispose();
        GC.SuppressFinalize(this);
    }

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, string? body, string? key, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (!string.IsNullOrEmpty(body)) request.Content = new StringContent(body, Encoding.UTF8, contentType);
        using var answer = await _client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var media = answer.Content.Headers.ContentType?.MediaType;
        return new(answer.StatusCode, media, media?.EndsWith("json", StringComparison.Ordinal) == true ? JsonElement.Parse(text) : default, text);
    }
}
