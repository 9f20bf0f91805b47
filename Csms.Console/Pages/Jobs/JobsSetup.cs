using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

namespace Csms.Console.Pages.Jobs;

/// <summary>Jobs in the field: pages of staff, and the page of the technician who has only a link.</summary>
internal static class JobsSetup
{
    public static IServiceCollection AddJobPages(this IServiceCollection services) => services
        .AddNavEntry<JobTexts>("jobs", NavGroup.Operate, 48, JobLinks.List, "doc", Permissions.JobsRead)
        .AddScoped<CheckWords>()
        .AddSingleton<JobAddress>()
        .AddSingleton<PhoneReader>()
        .AddScoped<PhoneDoor>();

    public static void MapJobPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPhone();
        routes.MapPhotoDownload();
    }
}
