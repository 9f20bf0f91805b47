using Csms.Engine.Events;
using Csms.Engine.Sessions;
using Csms.Engine.Tokens;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>
/// The tokens in use at one station: judges those in its messages, holds the one with which a start is being decided, and tells
/// <see cref="RunningTokens"/> what runs. Used from the station's mailbox only.
/// </summary>
internal sealed class StationTokens(StationId station, TokenDirectory tokens, RunningTokens running, ContractAuthorizations contracts)
{
    private string? _claimed;

    /// <summary>The verdict on the token in a message; null when it carries none.</summary>
    public IdTokenInfo? Judge(StationMessage message, DateTimeOffset now)
    {
        switch (message)
        {
            case TransactionReported { Token: { } token, Phase: TransactionPhase.Ended } ended:
                return tokens.Judge(token, station, ended.EvseId, now, isEnd: true);
            case TransactionReported { Token: { } token } start:
                Release();
                if (Contract(message, now) is { Status: not ContractStatus.Accepted })
                {
                    // The certificate was refused: whatever the token is worth, both must be accepted (2.x C07).
                    var refused = tokens.Judge(token, station, start.EvseId, now);
                    return refused.Status == AuthorizationStatus.Accepted ? refused with { Status = AuthorizationStatus.Invalid } : refused;
                }

                var verdict = tokens.JudgeStart(token, station, start.EvseId, now, out var claimed);
                _claimed = claimed ? token.Value : null;
                return verdict;
            case AuthorizationAsked { Token: { } token } asked:
                if (asked.Contract is null && token.Type == Emaid.TokenType)
                {
                    contracts.Forget(station, token);
                }

                return tokens.Judge(token, station, null, now);
            default:
                return null;
        }
    }

    /// <summary>The contract certificate with which the token in a transaction's message was authorised a moment ago; null when with none.</summary>
    public ContractUse? Contract(StationMessage message, DateTimeOffset now) =>
        message is TransactionReported { Token: { Type: Emaid.TokenType } token } ? contracts.Find(station, token, now) : null;

    /// <summary>The start that took the token for itself is decided: if it began a session, that holds the token now.</summary>
    public void Release()
    {
        if (_claimed is { } token)
        {
            _claimed = null;
            running.Release(token, station);
        }
    }

    /// <summary>Sessions have begun, ended or learned their token.</summary>
    public void Follow(SessionBook before, SessionBook after)
    {
        foreach (var session in after.Sessions)
        {
            var was = before.ById(session.Id);
            if (session.Token is not { } token || (was?.IsActive == session.IsActive && was?.Token == session.Token))
            {
                continue;
            }

            if (session.IsActive)
            {
                running.Begin(token.Value, session.Id, station, session.EvseId);
            }
            else
            {
                running.End(token.Value, session.Id);
            }
        }
    }

    /// <summary>The station is no more: its sessions hold no token.</summary>
    public void EndAll(SessionBook sessions)
    {
        Release();
        foreach (var session in sessions.Sessions)
        {
            if (session is { IsActive: true, Token: { } token })
            {
                running.End(token.Value, session.Id);
            }
        }
    }
}
