namespace Csms.Console.Pages.Messages;

/// <summary>The download beside the messages panel.</summary>
internal static class MessagesSetup
{
    public static void MapMessagePages(this IEndpointRouteBuilder routes) => routes.MapMessageDownload();
}
