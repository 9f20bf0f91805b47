using Csms.Console.Texts;
using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Sessions;

/// <summary>Plain words for the protocol's.</summary>
internal static class Words
{
    /// <summary>"Unplugged" for EVDisconnected; a word that we have no better one for stays.</summary>
    public static string? StopReason(IStringLocalizer<SessionTexts> texts, string? word) => word is null ? null : Of(texts, "Stop.", word);

    /// <summary>"Car connected" for CablePluggedIn.</summary>
    public static string Trigger(IStringLocalizer<SessionTexts> texts, string word) => Of(texts, "Trigger.", word);

    /// <summary>"Register ran back".</summary>
    public static string Flag(IStringLocalizer<SessionTexts> texts, SessionFlagKind kind) => Of(texts, "Flag.", kind.ToString());

    /// <summary>The token; for a payment, whose token is only its reference, what it means.</summary>
    public static string Token(IStringLocalizer<SessionTexts> texts, Session session) => session.Token switch
    {
        { Type: IdToken.DirectPayment } => texts[session.RemoteStartId is null ? "PaidAtTerminal" : "PaidAdHoc"].Value,
        var token => token?.Value ?? "",
    };

    /// <summary>Token and type as they are.</summary>
    public static string TokenTitle(IdToken token) => $"{token.Value} ({token.Type})";

    private static string Of(IStringLocalizer<SessionTexts> texts, string prefix, string word) => texts[prefix + word] is { ResourceNotFound: false } text ? text.Value : word;
}
