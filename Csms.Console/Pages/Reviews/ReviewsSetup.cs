using Csms.Console.Layout;
using Csms.Console.Security;
using Csms.Console.Texts;

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
        .AddSingleton<ReviewDesk>();
}
