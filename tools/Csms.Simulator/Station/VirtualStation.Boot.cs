using System.Globalization;
using Csms.Simulator.Protocol;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Station;

/// <summary>Boot, reboot, heartbeat.</summary>
public sealed partial class VirtualStation
{
    private bool _needsBoot = true;
    private string _bootReason = "PowerUp";
    private DateTimeOffset? _bootRetryAt;
    private int? _firmwareToConfirm;
    private bool _confirmFirmware;

    internal void EnqueueBoot(string? reason = null)
    {
        _bootRetryAt = null;
        var boot = Dialect.Boot(reason ?? _bootReason);
        Enqueue(new OutgoingCall(boot.Action, boot.Payload) { IsEarly = true, Ended = BootEnded });
    }

    private void BootEnded(CallOutcome outcome)
    {
        if (outcome.Payload is not { } answer)
        {
            if (outcome.Kind != CallOutcomeKind.LinkLost) _bootRetryAt = Now.AddSeconds(Settings.RetrySeconds);
            return;
        }
        var interval = answer.Int("interval") ?? 0;
        Registration = answer.Str("status") switch
        {
            "Accepted" => RegistrationState.Accepted,
            "Pending" => RegistrationState.Pending,
            _ => RegistrationState.Rejected,
        };
        if (Registration != RegistrationState.Accepted)
        {
            _bootRetryAt = Now.AddSeconds(interval > 0 ? interval : 60);
            return;
        }
        if (interval > 0) Settings.HeartbeatSeconds = interval;
        _nextHeartbeatAt = Now.AddSeconds(Settings.HeartbeatSeconds);
        _needsBoot = false;
        _bootReason = "PowerUp";
        ReportAllStatuses();
        ResumeTransactions();
        Dialect.Booted();
        if (_confirmFirmware)
        {
            _confirmFirmware = false;
            Dialect.FirmwareStatus("Installed", _firmwareToConfirm);
            _firmwareStatus = "Installed";
        }
        _delivery.LookAgain();
    }

    /// <summary>Reset by order. OnIdle and Soft differ: 1.6 Soft ends transactions at once, OnIdle waits for them.</summary>
    internal string Reset(bool isImmediate, bool waitsForIdle, int? evseId, out Action? then)
    {
        then = null;
        if (evseId is { } id && FindEvse(id) is null) return "Rejected";
        var concerned = _evses.Where(e => evseId is null || e.Id == evseId).ToArray();
        if (waitsForIdle && concerned.Any(e => e.IsBusy))
        {
            then = () => StartJob(async cancel =>
            {
                await WaitForAsync(_ => concerned.All(e => !e.IsBusy), Timeout.InfiniteTimeSpan, cancel);
                lock (Gate) Restart(evseId, concerned, isImmediate);
            });
            return "Scheduled";
        }
        then = () => Restart(evseId, concerned, isImmediate);
        return "Accepted";
    }

    /// <summary>Power cycle: transactions end, the link drops, the station boots again.</summary>
    /// <param name="reason">Boot reason in 2.x words.</param>
    public Task RebootAsync(string reason = "LocalReset")
    {
        lock (Gate) PowerCycle(reason);
        NotifyChanged();
        return Task.CompletedTask;
    }

    private void Restart(int? evseId, Evse[] concerned, bool isImmediate)
    {
        foreach (var evse in concerned) EndTransaction(evse, Dialect.ResetReason(isImmediate), "ResetCommand");
        if (evseId is not null) return;
        if (isImmediate)
        {
            PowerCycle("RemoteReset");
            return;
        }
        // A soft reset delivers what it can first.
        StartJob(async cancel =>
        {
            try
            {
                await WaitUntilDeliveredAsync(TimeSpan.FromSeconds(5), cancel);
            }
            catch (TimeoutException e)
            {
                LogLinkLost(Options.Logger, Id, e.Message);
            }
            lock (Gate) PowerCycle("RemoteReset");
        });
    }

    /// <summary>Loses its link, what runs ends, and it boots again.</summary>
    internal void PowerCycle(string reason)
    {
        foreach (var evse in _evses)
        {
            if (evse.Transaction is { IsInterrupted: true }) continue;
            EndTransaction(evse, "PowerLoss", "AbnormalCondition");
            evse.Authorization = null;
            evse.HasFinished = false;
        }
        if (_staged is { } staged)
        {
            (FirmwareVersion, _staged) = (staged, null);
            (_firmwareToConfirm, _confirmFirmware) = (_stagedRequest, _confirmStaged);
        }
        Registration = RegistrationState.None;
        _needsBoot = true;
        _bootReason = reason;
        _bootRetryAt = null;
        var link = _keeper.Link;
        LinkIsLost();
        link?.Abort();
        _keeper.Reboot();
    }

    internal (string Status, string? TransactionId) RemoteStart(int? evseId, IdToken token, string? group, int? remoteStartId, Func<Evse, bool>? installProfile, out Action? then)
    {
        then = null;
        var evse = evseId is { } wanted ? FindEvse(wanted) : _evses.FirstOrDefault(e => CanStart(e) && e.Vehicle is not null) ?? _evses.FirstOrDefault(CanStart);
        if (evse is null || !CanStart(evse)) return ("Rejected", null);
        if (evse.Reservation is { } reservation && !reservation.Admits(token, group)) return ("Rejected", null);
        if (installProfile is not null && !installProfile(evse)) return ("Rejected", null);
        var running = evse.Transaction?.Id;
        then = () => StartJob(async cancel =>
        {
            var verdict = new TokenVerdict("Accepted", group);
            if (Settings.AuthorizeRemote && token.Type != "NoAuthorization") verdict = await JudgeAsync(token, cancel);
            lock (Gate)
            {
                if (verdict.IsAccepted && CanStart(evse)) Admit(evse, new Authorization(token, verdict.Group ?? group, Now, remoteStartId, IsRemote: true), "RemoteStart");
            }
            NotifyChanged();
        });
        return ("Accepted", running);

        bool CanStart(Evse e) => e.Fault is null && IsInService(e) && e.Authorization is null && e.Transaction is null or { Token: null, IsPowerPathClosed: false, StopReason: null };
    }

    internal string RemoteStop(string transactionId, out Action? then)
    {
        then = null;
        var evse = _evses.FirstOrDefault(e => e.Transaction is { } t && WireId(t) == transactionId);
        if (evse is null) return "Rejected";
        if (Quirks.Any(q => q.IgnoresStop)) return "Accepted";
        then = () => StopCharging(evse, "Remote", "RemoteStop");
        return "Accepted";
    }

    /// <summary>Operative or inoperative: the station (null), an EVSE, or one connector of it.</summary>
    internal string ChangeAvailability(int? evseId, int? connectorId, bool operative, out Action? then)
    {
        then = null;
        if (evseId is null)
        {
            then = () =>
            {
                IsStationOperative = operative;
                Dialect.StationStatus();
                RefreshAllStatuses();
            };
            if (operative || !_evses.Any(e => e.IsBusy)) return "Accepted";
            then += () =>
            {
                foreach (var busy in _evses.Where(e => e.IsBusy)) busy.ScheduledOperative = busy.IsOperative;
            };
            return "Scheduled";
        }
        if (FindEvse(evseId) is not { } evse || connectorId > evse.LastWords.Length) return "Rejected";
        if (connectorId is { } connector)
        {
            then = () =>
            {
                evse.ConnectorOperative[connector - 1] = operative;
                RefreshStatus(evse);
            };
            return evse.IsBusy && !operative && evse.ConnectorId == connector ? "Scheduled" : "Accepted";
        }
        if (!operative && evse.IsBusy)
        {
            evse.ScheduledOperative = false;
            return "Scheduled";
        }
        then = () =>
        {
            evse.ScheduledOperative = null;
            evse.IsOperative = operative;
            RefreshStatus(evse);
        };
        return "Accepted";
    }

    internal string Unlock(Evse evse, out Action? then)
    {
        then = null;
        if (evse.Fault == "ConnectorLockFailure") return "UnlockFailed";
        if (evse.Transaction is not null)
        {
            if (Options.Version != OcppVersion.V16) return "OngoingAuthorizedTransaction";
            then = () => EndTransaction(evse, "UnlockCommand", "UnlockCommand");
        }
        return "Unlocked";
    }

    /// <summary>What the outlet could give without profiles.</summary>
    internal Charging.ChargeLimit HardwareMax(int evseId)
    {
        var concerned = evseId == 0 ? _evses : [_evses[evseId - 1]];
        return new(concerned.Sum(e => e.Options.IsDc ? e.Options.MaxW : Math.Min(e.Options.MaxW, e.Options.MaxA * e.Options.Phases * VirtualVehicle.GridVoltageV)), concerned.Sum(e => e.Options.MaxA));
    }

    /// <summary>What all EVSEs may draw together, W: each by its profiles and its hardware.</summary>
    internal double EvsesMaxW(DateTimeOffset at) => _evses.Sum(e => Charging.ChargeLimit.Min(Profiles.LimitOf(e.Id, at, e.Transaction?.StartedAt ?? at, WireId(e.Transaction), e.Options.Phases), HardwareMax(e.Id)).Watts);

    /// <summary>The version a firmware file announces by its name, else the next patch.</summary>
    private string VersionFrom(string location)
    {
        var match = VersionPattern().Match(Uri.TryCreate(location, UriKind.Absolute, out var url) ? url.AbsolutePath : location); // digits of a host are no version
        if (match.Success) return match.Value;
        var parts = FirmwareVersion.Split('.');
        return int.TryParse(parts[^1], CultureInfo.InvariantCulture, out var patch) ? string.Join('.', [.. parts[..^1], (patch + 1).ToString(CultureInfo.InvariantCulture)]) : FirmwareVersion + ".1";
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"\d+\.\d+(\.\d+)*")]
    private static partial System.Text.RegularExpressions.Regex VersionPattern();
}
