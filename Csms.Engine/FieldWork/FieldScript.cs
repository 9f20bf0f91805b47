using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Csms.Engine.Events;
using Csms.Engine.Gateway;
using Csms.Engine.Sessions;
using Csms.Engine.Stations;
using Csms.Engine.Tokens;

namespace Csms.Engine.FieldWork;

/// <summary>What each test does, and what it takes for good.</summary>
internal sealed class FieldScript(RefusedConnects refused, TokenStore tokens, TokenDirectory directory)
{
    private const string TokenPrefix = "JOB";
    private const int TokenDigits = 14; // an idTag of 1.6 has 20 characters

    /// <summary>A clock may be this far off and still be right: a message that waited on the way is older by that much.</summary>
    public const int ClockToleranceSeconds = 30;

    private static readonly TimeSpan LinkWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan MessageWait = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TimeWait = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan PlugWait = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan EndWait = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Run = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TidyWait = TimeSpan.FromSeconds(30);

    /// <summary>Tokens of tests that ran when the program ended are worth nothing any more. While tests run on another node, only those whose time is over are surely left behind.</summary>
    /// <param name="expiredBefore">Only tokens that had expired by then; null: all.</param>
    /// <param name="cancellation">The host stops.</param>
    public Task TidyTokensAsync(DateTimeOffset? expiredBefore, CancellationToken cancellation) => tokens.ChangeAsync(
        directory.All.Where(token => token is { ExpiresAt: not null, Driver: null } && (expiredBefore is null || token.ExpiresAt <= expiredBefore) && token.IdToken.Length == TokenPrefix.Length + TokenDigits
            && token.IdToken.StartsWith(TokenPrefix, StringComparison.Ordinal) && token.IdToken[TokenPrefix.Length..].All(char.IsAsciiHexDigitUpper)).Select(token => token.IdToken).ToList(),
        _ => null, cancellation);

    public Task<FieldVerdict> RunAsync(FieldTrial trial, FieldItem item, string title) => item.Check switch
    {
        FieldCheck.Connects => ConnectsAsync(trial),
        FieldCheck.Boots => BootsAsync(trial),
        FieldCheck.Clock => ClockAsync(trial),
        FieldCheck.MeterValues => MetersAsync(trial),
        FieldCheck.StartStop => StartStopAsync(trial, item.Evse, title),
        FieldCheck.Unlock => UnlockAsync(trial, item.Evse),
        _ => throw new ArgumentOutOfRangeException(nameof(item), item, "no test"),
    };

    private async Task<FieldVerdict> ConnectsAsync(FieldTrial trial)
    {
        var since = trial.Time.GetUtcNow();
        var state = trial.State;
        if (state?.Link != LinkState.Online)
        {
            await trial.TellAsync(FieldFinding.WaitsForLink);
            state = trial.IsOnline ? trial.State : await trial.SeeAsync(sight => sight.State.Link == LinkState.Online ? sight.State : null, LinkWait);
        }

        if (state is not null) return FieldVerdict.Passed(FieldFinding.Connected, state.OcppVersion, state.Profile.SecurityProfile);
        return refused.Since(since).FirstOrDefault(each => each.Station == trial.Station.Value) switch
        {
            { Status: 401 } => FieldVerdict.Failed(FieldFinding.WrongPassword),
            { Status: var status } => FieldVerdict.Failed(FieldFinding.LinkRefused, status),
            null => FieldVerdict.Failed(FieldFinding.NotConnected),
        };
    }

    /// <summary>Asked to announce itself. A station that can't be asked has done so if it did since it is connected.</summary>
    private static async Task<FieldVerdict> BootsAsync(FieldTrial trial)
    {
        trial.Forget();
        var (_, verdict) = await trial.SendAsync("TriggerMessage", """{"requestedMessage":"BootNotification"}""");
        if (verdict is null)
        {
            await trial.TellAsync(FieldFinding.WaitsForMessage, "BootNotification");
            return await trial.SeeAsync(sight => sight.Message as BootReported, MessageWait) is { } boot
                ? FieldVerdict.Passed(FieldFinding.Booted, boot.Vendor, boot.Model, boot.FirmwareVersion)
                : FieldVerdict.Failed(FieldFinding.DidNotCome, "BootNotification");
        }

        return verdict.Finding.Code is FieldFinding.Away or FieldFinding.NotAccepted or FieldFinding.NoAnswer || trial.State is not { Boot: { At: { } at } before, LinkSince: { } link } || at < link
            ? verdict
            : FieldVerdict.Passed(FieldFinding.Booted, before.Vendor, before.Model, before.FirmwareVersion);
    }

    /// <summary>Read where the station has it as a variable (2.1 ClockCtrlr.DateTime); else by the time of a message that it is asked for.</summary>
    private static async Task<FieldVerdict> ClockAsync(FieldTrial trial)
    {
        var (read, away) = await trial.SendAsync("GetVariables", """{"getVariableData":[{"component":{"name":"ClockCtrlr"},"variable":{"name":"DateTime"}}]}""");
        if (away?.Finding.Code is FieldFinding.Away or FieldFinding.NotAccepted or FieldFinding.NoAnswer) return away;
        if (away is null && (read.Response?["getVariableResult"] as JsonArray)?[0]?["attributeValue"] is JsonValue value && read.AnsweredAt is { } answered
            && DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var shown))
        {
            return Judged(shown, answered);
        }

        foreach (var message in new[] { "MeterValues", "StatusNotification" })
        {
            trial.Forget();
            var (_, verdict) = await trial.SendAsync("TriggerMessage", $$"""{"requestedMessage":"{{message}}"}""");
            if (verdict is not null) continue;
            await trial.TellAsync(FieldFinding.WaitsForMessage, message);
            if (await trial.SeeAsync(sight => TimeOf(sight.Message) is { } told ? Tuple.Create(told, sight.At) : null, TimeWait) is { } seen) return Judged(seen.Item1, seen.Item2);
        }

        return FieldVerdict.Failed(FieldFinding.NoTime);
    }

    private static DateTimeOffset? TimeOf(StationMessage? message) => message switch
    {
        MeterValuesReported { Readings: [.., var last] } => last.At,
        TransactionReported { Readings: [.., { At: { } at }] } => at,
        ConnectorStatusReported status => status.At,
        _ => null,
    };

    private static FieldVerdict Judged(DateTimeOffset shown, DateTimeOffset ours)
    {
        var off = (long)Math.Round(Math.Abs((shown - ours).TotalSeconds));
        return off <= ClockToleranceSeconds ? FieldVerdict.Passed(FieldFinding.ClockRight, off) : FieldVerdict.Failed(FieldFinding.ClockWrong, off);
    }

    private static async Task<FieldVerdict> MetersAsync(FieldTrial trial)
    {
        trial.Forget();
        var (_, verdict) = await trial.SendAsync("TriggerMessage", """{"requestedMessage":"MeterValues"}""");
        if (verdict is not null) return verdict;
        await trial.TellAsync(FieldFinding.WaitsForMessage, "MeterValues");
        var any = false;
        var register = await trial.SeeAsync(
            sight =>
            {
                var readings = sight.Message switch
                {
                    MeterValuesReported values => values.Readings,
                    TransactionReported { Readings: { Count: > 0 } values } => values,
                    _ => [],
                };
                any |= readings.Count > 0;
                var registers = readings.SelectMany(reading => reading.Values).Where(each => each.Kind is { Measurand: Measurand.EnergyActiveImportRegister, Phase: Phase.None }).ToList();
                return registers.Count > 0 ? Tuple.Create(registers[^1].Value) : null;
            },
            MessageWait);
        return register is not null ? FieldVerdict.Passed(FieldFinding.Metered, (long)Math.Round(register.Item1))
            : any ? FieldVerdict.Failed(FieldFinding.NoRegister)
            : FieldVerdict.Failed(FieldFinding.DidNotCome, "MeterValues");
    }

    private static async Task<FieldVerdict> UnlockAsync(FieldTrial trial, int evse)
    {
        var (_, verdict) = await trial.SendAsync("UnlockConnector", $$"""{"evseId":{{evse}},"connectorId":1}""");
        return verdict ?? FieldVerdict.Passed(FieldFinding.Unlocked);
    }

    /// <summary>With a token that only this test has and that is worth nothing afterwards. Somebody's session is never touched.</summary>
    private async Task<FieldVerdict> StartStopAsync(FieldTrial trial, int evse, string title)
    {
        var token = TokenPrefix + RandomNumberGenerator.GetHexString(TokenDigits);
        if (trial.State?.Sessions.Running(evse) is { Token: not null, AvailableSince: null }) return FieldVerdict.Failed(FieldFinding.Occupied, evse);
        await tokens.PutAsync(new TokenEntry { IdToken = token, ExpiresAt = trial.Time.GetUtcNow() + PlugWait + EndWait + TidyWait + TidyWait, Note = title }, trial.Cancellation);
        try
        {
            return await ChargeAsync(trial, evse, token);
        }
        finally
        {
            await tokens.DeleteAsync(token, CancellationToken.None);
        }
    }

    private static async Task<FieldVerdict> ChargeAsync(FieldTrial trial, int evse, string token)
    {
        trial.Forget();
        var (_, verdict) = await trial.SendAsync("RequestStartTransaction", $$$"""{"evseId":{{{evse}}},"idToken":{"idToken":"{{{token}}}","type":"Central"}}""");
        if (verdict is not null) return verdict;
        await trial.TellAsync(FieldFinding.WaitsForPlug, evse);
        Session? session = null;
        try
        {
            // A car that was plugged in before may have its transaction already: it is ours when it carries our token.
            session = Ours(trial.State, evse, token) ?? await trial.SeeAsync(sight => sight.Message is TransactionReported ? Ours(sight.State, evse, token) : null, PlugWait);
            if (session is null) return FieldVerdict.Failed(FieldFinding.NoSession, evse);
            var began = trial.Time.GetUtcNow();
            await Task.Delay(Run, trial.Time, trial.Cancellation); // a station of 1.6 learns its transaction's id from our answer to the start: the stop must not overtake that
            (_, verdict) = await trial.SendAsync("RequestStopTransaction", StopOf(session));
            if (verdict is not null) return verdict;
            await trial.TellAsync(FieldFinding.WaitsForEnd);
            var ended = await trial.SeeAsync(sight => sight.State.Sessions.ById(session.Id) is { IsActive: false } over ? over : null, EndWait);
            if (ended is null) return FieldVerdict.Failed(FieldFinding.NoEnd);
            var seconds = (long)Math.Max(0, Math.Round((trial.Time.GetUtcNow() - began).TotalSeconds));
            session = null;
            return FieldVerdict.Passed(FieldFinding.StartedAndStopped, seconds, ended.EnergyWh ?? 0);
        }
        finally
        {
            if (trial.Cancellation.IsCancellationRequested && (session ?? Ours(trial.State, evse, token)) is { IsActive: true } left) await TidyAsync(trial, left);
        }
    }

    private static Session? Ours(StationState? state, int evse, string token) =>
        state?.Sessions.Running(evse) is { IsActive: true, Token: { } held } session && string.Equals(held.Value, token, StringComparison.OrdinalIgnoreCase) ? session : null;

    private static string StopOf(Session session) => new JsonObject { ["transactionId"] = session.TransactionId }.ToJsonString();

    /// <summary>A test that is stopped by hand leaves no session behind.</summary>
    private static async Task TidyAsync(FieldTrial trial, Session left)
    {
        using var late = new CancellationTokenSource(TidyWait, trial.Time);
        try
        {
            await trial.SendAsync("RequestStopTransaction", StopOf(left), late.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested)
        {
            return; // the command itself goes on and is on record
        }
    }
}
