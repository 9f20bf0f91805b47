using System.Text.Encodings.Web;
using Csms.Console.Api.ApiKeys;
using Csms.Console.Api.Audit;
using Csms.Console.Api.Bulk;
using Csms.Console.Api.Campaigns;
using Csms.Console.Api.Certificates;
using Csms.Console.Api.Charging;
using Csms.Console.Api.Commands;
using Csms.Console.Api.Customers;
using Csms.Console.Api.Displays;
using Csms.Console.Api.Firmware;
using Csms.Console.Api.Health;
using Csms.Console.Api.Http;
using Csms.Console.Api.LocalLists;
using Csms.Console.Api.Logs;
using Csms.Console.Api.Incidents;
using Csms.Console.Api.Jobs;
using Csms.Console.Api.Messages;
using Csms.Console.Api.Networks;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Overview;
using Csms.Console.Api.Payments;
using Csms.Console.Api.Quirks;
using Csms.Console.Api.Reservations;
using Csms.Console.Api.Sessions;
using Csms.Console.Api.Settings;
using Csms.Console.Api.Sites;
using Csms.Console.Api.Stations;
using Csms.Console.Api.Streams;
using Csms.Console.Api.Swaps;
using Csms.Console.Api.Templates;
using Csms.Console.Api.Tariffs;
using Csms.Console.Api.Tokens;
using Csms.Console.Api.Users;
using Csms.Console.Api.Variables;
using Csms.Console.Api.Vendors;
using Csms.Console.Api.Views;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api;

/// <summary>Composition of the REST API.</summary>
internal static class ApiSetup
{
    private const string Root = "/api";
    private const int MaxBodyBytes = 64 * 1024;

    public static IServiceCollection AddConsoleApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.Converters.Add(new UtcTime());
            options.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // never inside HTML: the media type is JSON
        });
        return services.AddApiDocument();
    }

    /// <summary>Whatever goes wrong under /api is told as problem details, not as a page.</summary>
    public static IApplicationBuilder UseApiProblems(this IApplicationBuilder app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments(Root), api => api.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = TellAsync }).UseStatusCodePages());

    private static Task TellAsync(HttpContext context)
    {
        // In Development the framework throws where it otherwise answers 400 by itself.
        var problem = context.Features.Get<IExceptionHandlerFeature>()?.Error is BadHttpRequestException fault
            ? Problem.Of(fault.StatusCode, "The request is not valid", fault.Message)
            : Problem.Of(StatusCodes.Status500InternalServerError, "Internal error", "The log of the program has the details.");
        return problem.ExecuteAsync(context);
    }

    public static void MapConsoleApi(this IEndpointRouteBuilder routes)
    {
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        var api = routes.MapGroup("/api/v1").RequireAuthorization().WithMetadata(new RequestSizeLimitAttribute(MaxBodyBytes))
            .AddEndpointFilter(JsonBody.RefuseAsync).ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);
        api.MapStations();
        api.MapHistory();
        api.MapRefused();
        api.MapOverview();
        api.MapCommands();
        api.MapBulk();
        api.MapMessages();
        api.MapLogs();
        api.MapLocalLists();
        api.MapReservations();
        api.MapDisplays();
        api.MapTariffBook();
        api.MapTariffs();
        api.MapSwaps();
        api.MapStreams();
        api.MapFirmware();
        api.MapCampaigns();
        api.MapIncidents();
        api.MapIncidentRules();
        api.MapChannels();
        api.MapJobs();
        api.MapStationRecords();
        api.MapVariables();
        api.MapSecurity();
        api.MapStartLimits();
        api.MapCustomers();
        api.MapCertificates();
        api.MapInstalled();
        api.MapRevocations();
        api.MapNetworks();
        api.MapQuirks();
        api.MapVendors();
        api.MapCharging();
        api.MapTemplates();
        api.MapSessions();
        api.MapSettlements();
        api.MapTokens();
        api.MapTokenGroups();
        api.MapSites();
        api.MapViews();
        api.MapSettings();
        api.MapHealth();
        api.MapAudit();
        api.MapApiKeys();
        api.MapUsers();
        api.MapInvitations();
    }
}
