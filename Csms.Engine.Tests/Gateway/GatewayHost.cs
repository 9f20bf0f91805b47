using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Csms.Engine.Gateway;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Tests.Support;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Tests.Gateway;

/// <summary>The real gateway on a real Kestrel at a free port, with a fake admission, inbox, dialect and raw log around it.</summary>
internal sealed class GatewayHost : IStationAdmission, IFrameSink, ILoggerProvider, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, FakeInbox> _inboxes = new();
    private WebApplication? _app;

    private GatewayHost()
    {
    }

    public ManualTimeProvider Time { get; } = new();

    public ConcurrentQueue<LoggedFrame> Frames { get; } = new();

    public ConcurrentQueue<string> LogLines { get; } = new();

    public ConcurrentQueue<StationHandshake> Handshakes { get; } = new();

    /// <summary>The verdict on a handshake; admits everyone unless told otherwise.</summary>
    public Func<StationHandshake, Admission>? Judge { get; set; }

    public Uri Plain => Address("http", "ws");

    public Uri Secure => Address("https", "wss");

    public IServiceProvider Services => _app!.Services;

    public static async Task<GatewayHost> StartAsync(LinkTiming? timing = null, bool realTime = false, ITlsAuthority? authority = null, params (string Key, string Value)[] settings)
    {
        var host = new GatewayHost();
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(settings.Select(x => KeyValuePair.Create(x.Key, (string?)x.Value)).Append(new("urls", "http://127.0.0.1:0")));
        builder.Logging.ClearProviders().AddProvider(host).SetMinimumLevel(LogLevel.Information);
        if (!realTime)
        {
            builder.Services.AddSingleton<TimeProvider>(host.Time);
        }

        if (timing is not null)
        {
            builder.Services.AddSingleton(timing);
        }

        if (authority is not null)
        {
            builder.Services.AddSingleton(authority);
        }

        builder.Services.AddSingleton<IStationAdmission>(host).AddSingleton<IFrameSink>(host);
        foreach (var version in Enum.GetValues<OcppVersion>())
        {
            builder.Services.AddSingleton<IOcppDialect>(new FakeDialect(version));
        }

        builder.Services.AddOcppGateway(builder.Configuration);
        host._app = builder.Build();
        host._app.MapOcppGateway();
        await host._app.StartAsync();
        return host;
    }

    public FakeInbox Inbox(string id) => _inboxes.GetOrAdd(id, static (x, host) => new FakeInbox(StationId.Parse(x), host.Services.GetRequiredService<TimeProvider>()), this);

    public Task StopAsync() => _app!.StopAsync();

    public ValueTask<Admission> AdmitAsync(StationHandshake handshake, CancellationToken cancellation)
    {
        Handshakes.Enqueue(handshake);
        return ValueTask.FromResult(Judge?.Invoke(handshake) ?? Admission.Admitted(Inbox(handshake.Id.Value), handshake.ClientCertificate is not null ? 3 : handshake.BasicPassword is null ? 0 : handshake.Secure ? 2 : 1));
    }

    public void Append(in FrameRecord frame) => Frames.Enqueue(LoggedFrame.Of(frame));

    public ILogger CreateLogger(string categoryName) => new LineLogger(LogLines);

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private Uri Address(string scheme, string socketScheme) =>
        new UriBuilder(_app!.Urls.First(x => x.StartsWith(scheme + "://", StringComparison.Ordinal))) { Scheme = socketScheme }.Uri;

    private sealed class LineLogger(ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(formatter(state, exception));
    }
}
