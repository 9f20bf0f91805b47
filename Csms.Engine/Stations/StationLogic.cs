using Csms.Engine.Events;
using Csms.Engine.Events.Charging;
using Csms.Engine.Sessions;
using Csms.Engine.Units;

namespace Csms.Engine.Stations;

/// <summary>What a station's message does to what we know of the station. Pure: values in, values out.</summary>
public static class StationLogic
{
    /// <summary>Wait between boots of a station that is not accepted, seconds.</summary>
    private const int PendingIntervalSeconds = 30;

    /// <summary>Numbers of EVSEs and connectors are stored as smallint.</summary>
    private const int MaxNumber = short.MaxValue;

    /// <summary>Decides on one message.</summary>
    public static Decision Decide(StationState state, StationMessage message, StationContext context)
    {
        if (state.Profile.Registration != RegistrationStatus.Accepted && message is not BootReported && !context.Triggered)
        {
            return new Decision { State = state, Answer = NotAccepted.Instance };
        }

        if (OutOfBounds(message) is { } fault)
        {
            return new Decision { State = state, Answer = fault };
        }

        return message switch
        {
            HeartbeatReported => new Decision { State = state, Answer = new HeartbeatAnswer(context.Now) },
            TransactionReported transaction => Transaction(state, transaction, context),
            MeterValuesReported meter => Meter(state, meter, context),
            ConnectorStatusReported status => Status(state, status, context),
            AuthorizationAsked asked => new Decision { State = state, Answer = Authorization(asked, context) },
            CertificateStatusAsked => new Decision { State = state, Answer = CertificateStatusAnswer.Failed },
            CertificateChainAsked chain => new Decision { State = state, Answer = CertificateChainAnswer.Failed(chain) },
            EvCertificateAsked => new Decision { State = state, Answer = EvCertificateAnswer.Failed("InternalError", null) },
            BootReported boot => Boot(state, boot, context),
            DeviceEventsReported events => Events(state, events, context),
            SigningAsked => new Decision { State = state, Answer = SigningAnswer.No }, // a desk knows more
            DataTransferReported => new Decision { State = state, Answer = new DataTransferAnswer("UnknownVendorId") },
            SettlementReported => new Decision { State = state, Answer = NotStored.Instance }, // the desk that stores it answers
            VatNumberAsked asked => new Decision { State = state, Answer = new VatNumberAnswer(asked, false, "InternalError", "The CSMS cannot check VAT numbers now") },
            NoticeReported or MonitorsReported or StreamClosed or StreamValuesReported or BatterySwapReported or ReportPartReported or ReservationStatusReported or DisplayMessagesReported or SecurityEventReported => new Decision { State = state, Answer = Acknowledged.Instance },
            StreamOpenAsked => new Decision { State = state, Answer = StreamOpenAnswer.No }, // a desk knows more
            ChargingProfilesReported or ChargingLimitReported or ChargingLimitCleared or ChargingNeedsReported or EvScheduleReported or PriorityChargingReported or DynamicScheduleAsked
                or DerControlsReported or DerAlarmReported or DerStartStopReported => new Decision { State = state, Answer = Acknowledged.Instance },
            _ => throw new ArgumentOutOfRangeException(nameof(message), message.GetType().Name, "no station message"),
        };
    }

    private static Decision Boot(StationState state, BootReported boot, StationContext context)
    {
        var accepted = state.Profile.Registration == RegistrationStatus.Accepted;
        var rises = context.SecurityProfile > state.Profile.SecurityProfile;
        return new Decision
        {
            State = (state with
            {
                // A profile once reached is not left again (2.1 A00.FR.005, A05.FR.07).
                Profile = rises ? state.Profile with { SecurityProfile = context.SecurityProfile } : state.Profile,
                UnstoredProfile = rises ? context.SecurityProfile : state.UnstoredProfile,
                Boot = new BootInfo(
                    boot.Vendor, boot.Model, boot.SerialNumber, boot.FirmwareVersion, boot.Iccid, boot.Imsi, context.Now, boot.Reason).After(state.Boot),
            }).Next(),
            Answer = new BootAnswer(
                state.Profile.Registration,
                context.Now,
                accepted ? context.HeartbeatSeconds : PendingIntervalSeconds),
        };
    }

    private static Decision Transaction(StationState state, TransactionReported message, StationContext context)
    {
        var result = SessionReconciler.Apply(state.Sessions, message, ReconcilingWith(state, context));
        if (result.LookUp is not null)
        {
            return new Decision { State = state, Answer = Acknowledged.Instance, LookUp = result.LookUp };
        }

        var next = result.Repeated ? state : (state with { Sessions = result.Book }).Next();
        if (result.Subject is { IsActive: true, WantedLimits: not null, WantedTold: false } untold)
        {
            next = next with { Sessions = next.Sessions.With(untold with { WantedTold = true }) };
        }

        if (message.EvseId is { } evse and > 0 && next.Evse(evse) is null && next.Evses.Length < context.ConnectorLimit)
        {
            next = next.With(new EvseState(evse, []));
        }

        return new Decision
        {
            State = next,
            Answer = new TransactionAnswer(
                result.Subject?.TransactionId ?? message.TransactionId,
                AnsweredVerdict(message, result, context),
                message.Phase == TransactionPhase.Started ? null : result.Subject?.Cost?.InclTax)
            {
                // Said again with every answer until the station shows that it holds them: an answer may be lost.
                Limits = result.Subject is { IsActive: true, WantedLimits: { } wanted } ? wanted : null,
                Message = message.Phase == TransactionPhase.Updated && state.Sessions.ById(result.Subject?.Id ?? default)?.Price?.Told is { } told
                    && result.Subject?.Price?.Told is { } now && now != told ? PriceTold.Text(now) : null,
            },
            Commit = result.HasWrites ? result : null,
        };
    }

    /// <summary>
    /// Token information is answered where the message carried a token; a 1.6 start always gets it. A start that is repeated gets the first
    /// verdict again, whatever runs elsewhere by now.
    /// </summary>
    private static IdTokenInfo? AnsweredVerdict(TransactionReported message, Reconciliation result, StationContext context)
    {
        if (message.Token is null && !message.IdIsOurs)
        {
            // What is on a prepaid card is used up: the station is told with whatever it says of the charge (2.1 C17).
            return result.Subject is { IsActive: true, Price.IsSpent: true } ? new IdTokenInfo(AuthorizationStatus.NoCredit) : null;
        }

        var verdict = PriceTold.With(Verdict(context), context.Tariff, context.Now);
        if (verdict.Status == AuthorizationStatus.Accepted && result.Subject is { Price.IsSpent: true, IsActive: true }) verdict = verdict with { Status = AuthorizationStatus.NoCredit, Message = null };
        return result is { Repeated: true, Subject.Verdict: { } first } && message.Phase == TransactionPhase.Started && verdict.Status == AuthorizationStatus.ConcurrentTx
            ? verdict with { Status = first }
            : verdict;
    }

    /// <summary>With a contract certificate this stands only where nobody could judge it: then it does not charge.</summary>
    private static AuthorizationAnswer Authorization(AuthorizationAsked asked, StationContext context)
    {
        var verdict = Verdict(context);
        return asked.Contract is null
            ? PriceTold.With(new AuthorizationAnswer(verdict), context.Tariff, context.Now)
            : AuthorizationAnswer.Both(verdict, ContractStatus.NoCertificateAvailable);
    }

    private static IdTokenInfo Verdict(StationContext context) => context.Verdict ?? new IdTokenInfo(AuthorizationStatus.Invalid);

    private static Decision Meter(StationState state, MeterValuesReported message, StationContext context)
    {
        var rows = SessionReconciler.RowsOf(null, message.EvseId, message.Readings, message.ContentKey, ReconcilingWith(state, context));
        return new Decision
        {
            State = state,
            Answer = Acknowledged.Instance,
            Commit = rows.IsEmpty ? null : new Reconciliation { Book = state.Sessions, Meter = rows },
        };
    }

    private static Decision Status(StationState state, ConnectorStatusReported report, StationContext context)
    {
        var (next, connector) = WithStatus(state, report, context);
        if (connector is null)
        {
            return new Decision { State = state, Answer = TooMany(context) };
        }

        // The status is answered at once; what it says of the session is written behind it.
        var (before, after) = (state.Sessions.Running(report.EvseId), next.Sessions.Running(report.EvseId));
        var tells = before is not null && after is not null && (before.EnergySince != after.EnergySince || before.ChargingState != after.ChargingState);
        return new Decision
        {
            State = next,
            Answer = Acknowledged.Instance,
            Reported = [(report.EvseId, connector)],
            WriteBehind = tells ? after!.Id : null,
        };
    }

    private static Decision Events(StationState state, DeviceEventsReported message, StationContext context)
    {
        var reported = new List<(int, ConnectorState)>();
        foreach (var device in message.Events)
        {
            // 2.x may tell a connector's status as a monitored variable instead of StatusNotification (G01).
            if (device.Is("Connector", "AvailabilityState")
                && device is { EvseId: { } evse and >= 0 and <= MaxNumber, ConnectorId: { } connectorId and >= 0 and <= MaxNumber }
                && StatusOf(device.Value) is { } status)
            {
                var report = new ConnectorStatusReported(evse, connectorId, status, device.At, null, device.TechInfo, device.TechCode);
                (state, var connector) = WithStatus(state, report, context);
                if (connector is not null)
                {
                    reported.Add((evse, connector));
                }
            }
            else if (device.Is("ConnectorPlugRetentionLock", "Problem") && device.EvseId is { } at && WithLock(state, at, device, context) is var (next, locked))
            {
                state = next;
                reported.Add((at, locked));
            }
        }

        return new Decision { State = state, Answer = Acknowledged.Instance, Reported = reported };
    }

    // The words of 2.x alone (ConnectorStatusEnumType); any other value says nothing.
    private static ConnectorStatus? StatusOf(string value) => EnumName.Find<ConnectorStatus>(value, ignoreCase: true) is { } status
        and (ConnectorStatus.Available or ConnectorStatus.Occupied or ConnectorStatus.Reserved or ConnectorStatus.Unavailable or ConnectorStatus.Faulted) ? status : null;

    /// <summary>What the lock of a connector says of itself (G05); null when it says nothing new, or of a connector that nobody knows.</summary>
    private static (StationState State, ConnectorState Connector)? WithLock(StationState state, int evseId, DeviceEvent device, StationContext context)
    {
        // The component may name the EVSE only; then it is the lock of its first connector.
        if (state.Evse(evseId) is not { } evse || evse.Find(device.ConnectorId ?? 1) is not { } connector) return null;
        var fails = !device.Cleared && (device.Value == "1" || device.Value.Equals("true", StringComparison.OrdinalIgnoreCase));
        if (fails == connector.IsLockFailing) return null;
        var at = StationClock.Doubt(device.At, context.Now, state.Boot?.At, context.LinkOpenedAt) is null ? device.At : context.Now;
        var next = fails
            ? connector with { At = at, ErrorCode = ConnectorState.LockFailure, Info = device.TechInfo, VendorErrorCode = device.TechCode }
            : connector with { At = at, ErrorCode = null, Info = null, VendorErrorCode = null };
        return (state.With(evse.With(next)).Next(), next);
    }

    private static (StationState State, ConnectorState? Connector) WithStatus(StationState state, ConnectorStatusReported report, StationContext context)
    {
        var at = report.At is { } told && StationClock.Doubt(told, context.Now, state.Boot?.At, context.LinkOpenedAt) is null ? told : context.Now;
        var connector = new ConnectorState(report.ConnectorId, report.Status, at, report.ErrorCode, report.Info, report.VendorErrorCode, report.VendorId);
        if (report.EvseId == 0)
        {
            return ((state with { Whole = connector }).Next(), connector);
        }

        var known = state.Evse(report.EvseId);
        if ((known is null && state.Evses.Length >= context.ConnectorLimit)
            || (known?.Find(report.ConnectorId) is null && state.CountConnectors() >= context.ConnectorLimit))
        {
            return (state, null);
        }

        // A status that has no place for errors says nothing of the lock: it fails until its own event says otherwise, or the station begins anew.
        // Stations tell whole seconds; the boot's time is ours and exact.
        if (!report.TellsErrors && known?.Find(report.ConnectorId) is { IsLockFailing: true } failing && (state.Boot?.At is not { } boot || failing.At > boot.AddSeconds(-1)))
        {
            connector = connector with { ErrorCode = failing.ErrorCode, Info = failing.Info, VendorErrorCode = failing.VendorErrorCode };
        }

        var evse = (known ?? new EvseState(report.EvseId, [])).With(connector);
        var next = state.With(evse);
        if (next.Sessions.Running(report.EvseId) is { } session && Follow(session, report, at, context) is { } followed && followed != session)
        {
            next = next with { Sessions = next.Sessions.With(followed) };
        }

        return (next.Next(), connector);
    }

    /// <summary>What a connector's status says about the session on it: 1.6 tells the charging state only here.</summary>
    private static Session Follow(Session session, ConnectorStatusReported report, DateTimeOffset at, StationContext context) => report.Status switch
    {
        ConnectorStatus.Charging => SessionReconciler.InState(session, ChargingState.Charging, at) with { AvailableSince = null },
        ConnectorStatus.SuspendedEV => SessionReconciler.InState(session, ChargingState.SuspendedEV, at) with { AvailableSince = null },
        ConnectorStatus.SuspendedEVSE => SessionReconciler.InState(session, ChargingState.SuspendedEVSE, at) with { AvailableSince = null },
        ConnectorStatus.Preparing or ConnectorStatus.Occupied => session with { AvailableSince = null },

        // Not an end yet: some stations say Available before StopTransaction, and queued messages come after the status.
        ConnectorStatus.Available when session.ConnectorId == 0 || session.ConnectorId == report.ConnectorId =>
            session with { AvailableSince = session.AvailableSince ?? context.Now },
        _ => session,
    };

    private static OutOfBounds? OutOfBounds(StationMessage message) => message switch
    {
        TransactionReported transaction => OutOfBounds(transaction.EvseId, transaction.ConnectorId),
        ConnectorStatusReported status => OutOfBounds(status.EvseId, status.ConnectorId),
        MeterValuesReported meter => OutOfBounds(meter.EvseId, null),
        _ => null,
    };

    private static OutOfBounds? OutOfBounds(int? evseId, int? connectorId) =>
        evseId is < 0 or > MaxNumber ? new OutOfBounds(BoundKind.Evse, evseId, MaxNumber)
        : connectorId is < 0 or > MaxNumber ? new OutOfBounds(BoundKind.Connector, connectorId, MaxNumber)
        : null;

    private static OutOfBounds TooMany(StationContext context) => new(BoundKind.Places, null, context.ConnectorLimit);

    private static ReconcileContext ReconcilingWith(StationState state, StationContext context) => new()
    {
        Station = state.Id,
        Now = context.Now,
        BootedAt = state.Boot?.At,
        LinkOpenedAt = context.LinkOpenedAt,
        Verdict = context.Verdict,
        Contract = context.Contract,
        StartLimits = context.StartLimits,
        Terms = context.Tariff?.Terms,
        NextId = context.NextSessionId,
        LookedUp = context.LookedUp,
        EvsePowersW = context.EvsePowersW,
    };
}
