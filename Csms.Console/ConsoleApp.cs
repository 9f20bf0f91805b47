using Csms.Console.Api;
using Csms.Console.Commands;
using Csms.Console.Api.Metrics;
using Csms.Console.Controls;
using Csms.Console.Demo;
using Csms.Console.Exports;
using Csms.Console.FieldWork;
using Csms.Console.Layout;
using Csms.Console.Lists;
using Csms.Console.Notices;
using Csms.Console.Pages.Account;
using Csms.Console.Pages.Admin;
using Csms.Console.Pages.Bulk;
using Csms.Console.Pages.Campaigns;
using Csms.Console.Pages.Certificates;
using Csms.Console.Pages.Charging;
using Csms.Console.Pages.Configuration;
using Csms.Console.Pages.Health;
using Csms.Console.Pages.Incidents;
using Csms.Console.Pages.Jobs;
using Csms.Console.Pages.Map;
using Csms.Console.Pages.Messages;
using Csms.Console.Pages.Payments;
using Csms.Console.Pages.Reviews;
using Csms.Console.Pages.Sessions;
using Csms.Console.Pages.Simulator;
using Csms.Console.Pages.Stations;
using Csms.Console.Pages.Settings;
using Csms.Console.Pages.Sites;
using Csms.Console.Pages.Tariffs;
using Csms.Console.Pages.Tokens;
using Csms.Console.Pages.Vendors;
using Csms.Console.Protocol;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Console.Tokens;
using Csms.Engine;
using Radzen;

namespace Csms.Console;

/// <summary>Composition of the host, and nothing else. Tests build the same host.</summary>
public static class ConsoleApp
{
    /// <summary>Registers everything and lays the pipeline; nothing runs yet.</summary>
    /// <param name="settings">Settings of the command line, over every other source.</param>
    /// <param name="contentRoot">Folder with wwwroot; null: the present one.</param>
    /// <param name="adjust">Last word on services and settings, for tests.</param>
    public static WebApplication Build(IReadOnlyDictionary<string, string?> settings, string? contentRoot = null, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = contentRoot, ApplicationName = typeof(ConsoleApp).Assembly.GetName().Name });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.WebHost.UseStaticWebAssets();
        if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls(HostArguments.DefaultUrls);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore.Database.Command", LogLevel.None); // a first start logs a failed look for the history table

        var services = builder.Services;
        services.AddCsmsEngine(builder.Configuration);
        services.AddHostedService<ConsoleMigration>(); // after the database is up, before the first request
        services.AddConsoleSecurity(builder.Configuration);
        services.AddConsoleCulture();
        services.AddRazorComponents().AddInteractiveServerComponents(options => options.DisconnectedCircuitRetentionPeriod = TimeSpan.FromMinutes(10));
        services.AddRadzenComponents();
        services.AddProblemDetails();
        services.AddConsoleApi();
        services.AddConsoleMetrics(builder.Configuration);
        services.AddConsoleControls();
        services.AddProtocolWords();
        services.AddConsoleLists();
        services.AddExports();
        services.AddConsoleShell();
        services.AddSessionPages();
        services.AddMessagePages();
        services.AddReviewPages();
        services.AddPaymentPages();
        services.AddTariffPages();
        services.AddOperatorCommands();
        services.AddStationPages();
        services.AddCertificatePages();
        services.AddChargingPages();
        services.AddTokenDesks();
        services.AddTariffDesks();
        services.AddBulkPages();
        services.AddCampaignPages();
        services.AddFieldWorkDesks();
        services.AddJobPages();
        services.AddConfigurationPages();
        services.AddNoticeDesk();
        services.AddIncidentPages();
        services.AddMapPage();
        services.AddTokenPages();
        services.AddSitePages();
        services.AddAdminPages();
        services.AddHealthPage();
        services.AddSettingsPage();
        services.AddVendorPages();
        services.AddDemo(builder.Configuration);
        services.AddSimulatorPage(builder.Configuration);
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseExceptionHandler("/error");
        app.UseStatusCodePagesWithReExecute("/not-found");
        app.UseSecurityHeaders();
        app.UseApiProblems();
        app.UseAuthentication();
        app.UseConsoleCulture();
        app.UseAuthorization();
        app.UseFirstThings();
        app.UseAntiforgery();

        app.MapStaticAssets().AllowAnonymous();
        app.MapCsmsEngine();
        app.MapAccount();
        app.MapConsoleApi();
        app.MapSessionPages();
        app.MapStationPages();
        app.MapTokenPages();
        app.MapIncidentPages();
        app.MapPaymentPages();
        app.MapBulkPages();
        app.MapJobPages();
        app.MapConfigurationPages();
        app.MapMetrics();
        app.MapMessagePages();
        app.MapAuditExport();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }
}
