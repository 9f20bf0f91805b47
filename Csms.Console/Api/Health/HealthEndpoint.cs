using System.Globalization;
using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Pages.Health;
using Csms.Console.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Health;

/// <summary>`/api/v1/system-health`: what the page "System health" says.</summary>
internal static class HealthEndpoint
{
    public static void MapHealth(this IEndpointRouteBuilder api) => api.MapGroup("/system-health").RequireEverywhere(Permissions.SettingsManage).MapGet("", GetAsync)
        .WithTags("Settings").WithName("getSystemHealth").WithSummary("How program, machine and database stand, and what is not in order.");

    private static async Task<Ok<HealthView>> GetAsync(HealthReader reader, CancellationToken cancellation)
    {
        var look = await reader.ReadAsync(cancellation);
        var host = new HostView((long)look.Host.Uptime.TotalSeconds, look.Host.CpuShare, look.Host.MemoryBytes, look.Host.MemoryLoad, look.Host.DiskBytes, look.Host.DiskFreeBytes);
        return TypedResults.Ok(new HealthView(
            look.At, [.. HealthRules.Of(look).Select(View)], host, look.Database is { } database ? DatabaseView.Of(database) : null, look.JournalWaiting,
            look.CommitMedian?.TotalMilliseconds, look.CommitP95?.TotalMilliseconds, look.Queues));
    }

    private static FindingView View(HealthFinding finding) =>
        new(JsonNamingPolicy.CamelCase.ConvertName(finding.Kind.ToString()), finding.IsUrgent, [.. finding.Figures.Select(figure => Convert.ToString(figure, CultureInfo.InvariantCulture) ?? "")]);
}
