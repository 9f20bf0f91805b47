using System.Net;
using Csms.Engine.Ocpp;
using Csms.Engine.Ocpp.Framing;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Csms.Engine.Gateway;

/// <summary>
/// <c>/ocpp/{stationId}</c>: reads path, subprotocol and credentials, asks <see cref="IStationAdmission"/>, upgrades, and runs the connection
/// until it ends. Everything that can be refused is refused before the upgrade, with an HTTP status.
/// </summary>
internal sealed partial class OcppEndpoint
{
    private readonly IStationAdmission _admission;
    private readonly FailedConnects _failed;
    private readonly RefusedConnects _refused;
    private readonly GatewayServices _services;
    private readonly LinkTiming _timing;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly ILogger<OcppEndpoint> _logger;
    private readonly IOcppDialect[] _newestFirst;
    private readonly string _offered;

    public OcppEndpoint(
        IStationAdmission admission,
        FailedConnects failed,
        RefusedConnects refused,
        GatewayServices services,
        LinkTiming timing,
        IEnumerable<IOcppDialect> dialects,
        IHostApplicationLifetime lifetime,
        ILogger<OcppEndpoint> logger)
    {
        _admission = admission;
        _failed = failed;
        _refused = refused;
        _services = services;
        _timing = timing;
        _lifetime = lifetime;
        _logger = logger;
        _newestFirst = [.. dialects.OrderByDescending(x => x.Version)];
        _offered = string.Join(", ", _newestFirst.Select(x => x.Version.Subprotocol()));
    }

    /// <summary>Handles one request; ends with the connection.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        if (await ConnectAsync(context) is { } connection)
        {
            await connection.RunAsync();
        }
    }

    /// <summary>The handshake. A method of its own, so that what it needed is not kept alive by the waiting connection.</summary>
    private async Task<StationConnection?> ConnectAsync(HttpContext context)
    {
        var text = context.GetRouteValue("stationId") as string;
        var remote = context.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : context.Connection.RemoteIpAddress;
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.Headers.Upgrade = "websocket";
            return await RefuseAsync(context, text, remote, StatusCodes.Status426UpgradeRequired, Statement.Of(ConnectRefusal.NotWebSocket), "This address speaks OCPP over WebSocket.");
        }

        if (!StationId.TryParse(text, out var station))
        {
            return await RefuseAsync(context, null, remote, StatusCodes.Status400BadRequest, Statement.Of(ConnectRefusal.NoIdentity), "The last part of the path is not a station identity.");
        }

        if (Choose(context.WebSockets.WebSocketRequestedProtocols) is not { } dialect)
        {
            return await RefuseAsync(context, text, remote, StatusCodes.Status400BadRequest, Statement.Of(ConnectRefusal.Version), $"No subprotocol in common. Spoken here: {_offered}.");
        }

        if (_failed.IsBlocked(remote))
        {
            context.Response.Headers.RetryAfter = "60";
            return await RefuseAsync(context, text, remote, StatusCodes.Status429TooManyRequests, Statement.Of(ConnectRefusal.TooMany));
        }

        var credentials = BasicCredentials.Read(context.Request.Headers.Authorization, station);
        if (credentials.Fault is { } fault)
        {
            return await RefuseSignInAsync(context, text, remote, Statement.Of(fault));
        }

        if (_lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return await RefuseAsync(context, text, remote, StatusCodes.Status503ServiceUnavailable, Statement.Of(ConnectRefusal.Stopping));
        }

        var handshake = new StationHandshake(
            station, dialect.Version, context.Request.IsHttps, credentials.Password is null ? null : station.Value, credentials.Password, context.Connection.ClientCertificate, remote)
        {
            ReachedAt = context.Request.Host.HasValue ? $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}" : null,
        };
        var admission = await _admission.AdmitAsync(handshake, context.RequestAborted);
        if (admission.Inbox is not { } inbox)
        {
            if (admission.Status == StatusCodes.Status401Unauthorized || admission.CredentialsFailed)
            {
                return await RefuseSignInAsync(context, text, remote, admission.Reason!, admission.Status, admission.CredentialsFailed);
            }

            return await RefuseAsync(context, text, remote, admission.Status, admission.Reason!);
        }

        var compressed = Compression.TryAccept(context.Request, dialect.Version);
        var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = dialect.Version.Subprotocol(),
            KeepAliveInterval = _timing.KeepAliveInterval,
            KeepAliveTimeout = _timing.KeepAliveTimeout,
            DangerousEnableCompression = compressed,
            DisableServerContextTakeover = true,
        });
        return new StationConnection(handshake, admission.SecurityProfile, inbox, dialect, socket, context.Abort, _services);
    }

    /// <summary>The newest version both sides know; the order of the offer does not count.</summary>
    private IOcppDialect? Choose(IList<string> requested)
    {
        foreach (var dialect in _newestFirst)
        {
            if (requested.Contains(dialect.Version.Subprotocol()))
            {
                return dialect;
            }
        }

        return null;
    }

    private Task<StationConnection?> RefuseSignInAsync(
        HttpContext context, string? station, IPAddress? remote, Statement<ConnectRefusal> reason, int status = StatusCodes.Status401Unauthorized, bool counts = true)
    {
        if (counts)
        {
            _failed.Count(remote);
        }

        if (status == StatusCodes.Status401Unauthorized)
        {
            context.Response.Headers.WWWAuthenticate = "Basic realm=\"ocpp\"";
        }

        return RefuseAsync(context, station, remote, status, reason);
    }

    private async Task<StationConnection?> RefuseAsync(HttpContext context, string? station, IPAddress? remote, int status, Statement<ConnectRefusal> reason, string? body = null)
    {
        LogRefused(_logger, station, remote, status, reason.ToString());
        _services.Metrics.HandshakeRefused(status);
        _refused.Add(new RefusedConnect(_services.Time.GetUtcNow(), station, remote?.ToString(), status, reason));
        context.Response.StatusCode = status;
        if (body is not null)
        {
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(body);
        }

        return null;
    }
}
