using Csms.Console.Layout;
using Csms.Console.Reviews;
using Csms.Console.Security.Audit;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Engine.Stations;

namespace Csms.Console.Pages.Reviews;

/// <summary>The queue of sessions in doubt in the navigation, with the red figure of what waits.</summary>
internal static class ReviewsSetup
{
    public static IServiceCollection AddReviewPages(this IServiceCollection services) => services
        .AddNavEntry<SessionTexts>("reviews", NavGroup.Operate, 35, ReviewLinks.Queue, "check", Permissions.SessionsReview, 'r')
        .AddSingleton<ReviewCounts>()
        .AddSingleton<INavCounts>(provider => provider.GetRequiredService<ReviewCounts>())
        .AddHostedService(provider => provider.GetRequiredService<ReviewCounts>())
        .AddSingleton<ReviewQueue>()
        .AddSingleton(provider => new ReviewDesk(provider.GetRequiredService<StationDirectory>(), provider.GetRequiredService<IAuditLog>(), provider.GetRequiredService<ReviewCounts>().CountAsync));
}
