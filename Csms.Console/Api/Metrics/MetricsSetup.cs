using System.Diagnostics.Metrics;
using Csms.Console.Security;
using Csms.Console.Security.ApiKeys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Csms.Console.Api.Metrics;

/// <summary>`/metrics`: what the program measures of itself, for Prometheus.</summary>
internal static class MetricsSetup
{
    private static readonly string[] _meters = ["Csms", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "Npgsql"];

    // The default buckets start at 5 and would put every duration in seconds into one.
    private static readonly double[] _seconds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    public static IServiceCollection AddConsoleMetrics(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MetricsOptions>().Bind(configuration.GetSection(MetricsOptions.Section));
        services.AddSingleton<PrometheusText>();
        services.AddSingleton(provider => new BaseExportingMetricReader(provider.GetRequiredService<PrometheusText>()) { TemporalityPreference = MetricReaderTemporalityPreference.Cumulative });
        services.AddSingleton(provider => Sdk.CreateMeterProviderBuilder().AddMeter(_meters).AddReader(provider.GetRequiredService<BaseExportingMetricReader>()).AddView(BucketsOf).Build());
        return services;
    }

    public static void MapMetrics(this WebApplication app)
    {
        app.Services.GetRequiredService<MeterProvider>(); // listens from the start, not from the first scrape
        var endpoint = app.MapGet("/metrics", (PrometheusText text, BaseExportingMetricReader reader) => Results.Text(text.Scrape(reader), PrometheusText.MediaType))
            .ExcludeFromDescription().DisableHttpMetrics();
        if (app.Services.GetRequiredService<IOptions<MetricsOptions>>().Value.Anonymous) endpoint.AllowAnonymous();
        else endpoint.RequireAuthorization(new AuthorizationPolicyBuilder(ApiKeyHandler.Scheme).RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(Permissions.MetricsRead)).Build());
    }

    /// <summary>Buckets for durations whose maker has not advised any.</summary>
    private static MetricStreamConfiguration? BucketsOf(Instrument instrument) =>
        instrument is Histogram<double> { Unit: "s", Advice.HistogramBucketBoundaries: null } ? new ExplicitBucketHistogramConfiguration { Boundaries = _seconds } : null;
}
