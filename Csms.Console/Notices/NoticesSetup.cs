namespace Csms.Console.Notices;

/// <summary>What pages and the API share about rules and channels.</summary>
internal static class NoticesSetup
{
    public static IServiceCollection AddNoticeDesk(this IServiceCollection services) => services.AddSingleton<NoticeDesk>();
}
