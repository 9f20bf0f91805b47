using Csms.Engine.Events;
using Csms.Engine.Ocpp.Commands;
using Csms.Engine.Storage;

namespace Csms.Engine.Stations;

/// <summary>What stations report about themselves, handed to the logs that write it behind.</summary>
internal sealed class StationLog(StateLog states, FactLog facts) : IStationLog
{
    public void Reported(StationState state, IReadOnlyList<(int EvseId, ConnectorState Connector)> connectors, DateTimeOffset receivedAt)
    {
        foreach (var (evse, connector) in connectors)
        {
            states.Status(new ConnectorNotice(
                state.Key, evse, connector.Id, connector.At, receivedAt, connector.Status.ToString(), connector.ErrorCode, connector.Info, connector.VendorErrorCode, connector.VendorId));
        }
    }

    public void LinkChanged(StationState state, DateTimeOffset at)
    {
        states.Link(state.Key, at, state.Link == LinkState.Online, state.LinkReason?.ToStored());
        if (state.Link == LinkState.Offline && state.Pulse.LastSeenAt is { } seen)
        {
            states.Seen(state.Key, seen);
        }
    }

    public void Told(StationState state, StationMessage message, DateTimeOffset receivedAt)
    {
        switch (message)
        {
            case BootReported:
                Booted(state);
                break;
            case ReportPartReported report:
                Variables(state, report.Variables, receivedAt);
                break;
            default:
                break;
        }
    }

    public void Variables(StationState state, IReadOnlyList<VariableReported> variables, DateTimeOffset at)
    {
        foreach (var told in variables)
        {
            // Numbers are stored as smallint; no station has such an EVSE, and it must not be filed as another one's.
            if (told.EvseId is < 0 or > short.MaxValue || told.ConnectorId is < 0 or > short.MaxValue) continue;
            var key = new VariableKey(
                state.Key, told.Component, told.ComponentInstance ?? "", told.EvseId ?? 0, told.ConnectorId ?? 0,
                told.Variable, told.VariableInstance ?? "", told.Attribute);
            var value = told.Mutability == "WriteOnly" || CommandVariables.IsSecret(told.Variable) ? null : told.Value; // a station that tells a password is not believed to want it kept
            facts.Told(new VariableRow(key, value, told.Mutability, told.Characteristics, at, told.IsPersistent, told.IsConstant));
        }
    }

    private void Booted(StationState state)
    {
        if (state.Boot is { At: { } at } boot)
        {
            facts.Booted(new BootRow(
                state.Key, state.OcppVersion, boot.Vendor, boot.Model, boot.SerialNumber, boot.FirmwareVersion, boot.Iccid, boot.Imsi,
                at, boot.Reason, state.Profile.SecurityProfile));
        }
    }
}
