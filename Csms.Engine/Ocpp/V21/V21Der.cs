using System.Text;
using Csms.Engine.Events.Charging;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>Control of distributed energy resources (2.1 block R): what the messages mean.</summary>
internal static class V21Der
{
    public static Translated Controls(ReportDERControlRequest request, Mending? mending) => new DerControlsReported(
        request.RequestId,
        request.Tbc ?? false,
        [
            .. (request.Curve ?? []).Select(each => Of(each.Id, Word(each.CurveType), each.IsDefault, each.IsSuperseded, each.Curve.Priority, each.Curve.StartTime, each.Curve.Duration, each.Curve)),
            .. (request.EnterService ?? []).Select(each => Of(each.Id, Word(DERControlEnumType.EnterService), true, false, each.EnterService.Priority, null, null, each.EnterService)),
            .. (request.FixedPFAbsorb ?? []).Select(each => Of(DERControlEnumType.FixedPFAbsorb, each)),
            .. (request.FixedPFInject ?? []).Select(each => Of(DERControlEnumType.FixedPFInject, each)),
            .. (request.FixedVar ?? []).Select(each => Of(each.Id, Word(DERControlEnumType.FixedVar), each.IsDefault, each.IsSuperseded, each.FixedVar.Priority, each.FixedVar.StartTime, each.FixedVar.Duration, each.FixedVar)),
            .. (request.FreqDroop ?? []).Select(each => Of(each.Id, Word(DERControlEnumType.FreqDroop), each.IsDefault, each.IsSuperseded, each.FreqDroop.Priority, each.FreqDroop.StartTime, each.FreqDroop.Duration, each.FreqDroop)),
            .. (request.Gradient ?? []).Select(each => Of(each.Id, Word(DERControlEnumType.Gradients), true, false, each.Gradient.Priority, null, null, each.Gradient)),
            .. (request.LimitMaxDischarge ?? []).Select(each => Of(each.Id, Word(DERControlEnumType.LimitMaxDischarge), each.IsDefault, each.IsSuperseded, each.LimitMaxDischarge.Priority, each.LimitMaxDischarge.StartTime, each.LimitMaxDischarge.Duration, each.LimitMaxDischarge)),
        ]);

    public static Translated Alarm(NotifyDERAlarmRequest request, Mending? mending) => new DerAlarmReported(
        Word(request.ControlType),
        request.GridEventFault is { } fault ? V21Words.GridEventFaultEnumType.Word(fault) : null,
        request.AlarmEnded ?? false,
        request.Timestamp,
        request.ExtraInfo);

    public static Translated StartStop(NotifyDERStartStopRequest request, Mending? mending) =>
        new DerStartStopReported(request.ControlId, request.Started, request.Timestamp, [.. request.SupersededIds ?? []]);

    /// <summary>The control that a SetDERControl sets.</summary>
    public static DerControl Set(SetDERControlRequest request) => Of(
        request.ControlId,
        Word(request.ControlType),
        request.IsDefault,
        false,
        request.Curve?.Priority ?? request.EnterService?.Priority ?? request.FixedPFAbsorb?.Priority ?? request.FixedPFInject?.Priority ?? request.FixedVar?.Priority
            ?? request.FreqDroop?.Priority ?? request.Gradient?.Priority ?? request.LimitMaxDischarge?.Priority,
        request.Curve?.StartTime ?? request.FixedPFAbsorb?.StartTime ?? request.FixedPFInject?.StartTime ?? request.FixedVar?.StartTime ?? request.FreqDroop?.StartTime ?? request.LimitMaxDischarge?.StartTime,
        request.Curve?.Duration ?? request.FixedPFAbsorb?.Duration ?? request.FixedPFInject?.Duration ?? request.FixedVar?.Duration ?? request.FreqDroop?.Duration ?? request.LimitMaxDischarge?.Duration,
        (IWireMessage?)request.Curve ?? request.EnterService ?? request.FixedPFAbsorb ?? request.FixedPFInject ?? request.FixedVar ?? request.FreqDroop ?? (IWireMessage?)request.Gradient ?? request.LimitMaxDischarge);

    private static DerControl Of(DERControlEnumType type, FixedPFGetType each) =>
        Of(each.Id, Word(type), each.IsDefault, each.IsSuperseded, each.FixedPF.Priority, each.FixedPF.StartTime, each.FixedPF.Duration, each.FixedPF);

    private static DerControl Of(string id, string type, bool isDefault, bool isSuperseded, int? priority, DateTimeOffset? startAt, decimal? duration, IWireMessage? parameters) => new()
    {
        Id = id,
        Type = type,
        IsDefault = isDefault,
        IsSuperseded = isSuperseded,
        Priority = priority,
        StartAt = startAt,
        DurationSeconds = duration,
        Text = parameters is null ? "{}" : Encoding.UTF8.GetString(parameters.ToUtf8()),
    };

    private static string Word(DERControlEnumType type) => V21Words.DERControlEnumType.Word(type);
}
