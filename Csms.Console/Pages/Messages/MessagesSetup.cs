namespace Csms.Console.Pages.Messages;

/// <summary>Composition of the messages panel, and the download beside it.</summary>
internal static class MessagesSetup
{
    public static IServiceCollection AddMessagePages(this IServiceCollection services) => services.AddSingleton<MessageSessions>();

    public static void MapMessagePages(this IEndpointRouteBuilder routes) => routes.MapMessageDownload();
}
