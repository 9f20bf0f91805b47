using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;
using Csms.Simulator.Vehicle;

namespace Csms.Simulator.Station;

/// <summary>Vehicles that charge by their contract (ISO 15118), and what the station asks the CSMS for them; 2.x only.</summary>
public sealed partial class VirtualStation
{
    /// <summary>
    /// Plugs a vehicle in that charges by its contract: nobody taps. The station leaves the chain to the CSMS (CentralContractValidationAllowed); offline it
    /// does not start (ContractValidationOffline is false).
    /// </summary>
    /// <exception cref="InvalidOperationException">The EVSE is taken, or the vehicle has no contract.</exception>
    public async Task<TapOutcome> PlugAndChargeAsync(int evseId, VirtualVehicle vehicle, int connectorId = 1, CancellationToken cancel = default)
    {
        var contract = vehicle.Contract ?? throw new InvalidOperationException($"{vehicle.Name} has no contract.");
        await PlugInAsync(evseId, vehicle, connectorId);
        var token = new IdToken(contract.Emaid, "eMAID");
        Evse evse;
        OutgoingCall call;
        lock (Gate)
        {
            evse = Require(evseId);
            if (Options.Version == OcppVersion.V16 || evse.Fault is not null || !IsInService(evse) || IsOffline || Registration != RegistrationState.Accepted) return TapOutcome.Refused;
            call = Dialect.Authorize(token);
            call.Payload["certificate"] = contract.Certificate;
            Enqueue(call);
        }
        var outcome = await call.Completion.Task.WaitAsync(cancel);
        try
        {
            lock (Gate)
            {
                if (outcome.Payload is not { } answer || evse.Vehicle != vehicle || evse.Authorization is not null) return TapOutcome.Refused;
                var verdict = Dialect.ReadVerdict(answer);
                Dialect.Priced(token, answer);
                return verdict.IsAccepted && answer.Str("certificateStatus") == "Accepted" ? Admit(evse, new Authorization(token, verdict.Group, Now), "Authorized") : TapOutcome.Refused;
            }
        }
        finally
        {
            NotifyChanged();
        }
    }

    /// <summary>A vehicle wants its contract certificate installed or renewed (M01, M02).</summary>
    /// <returns>The answer; null when there was none.</returns>
    public Task<JsonObject?> AskContractCertificateAsync(string exiRequest, bool isUpdate, CancellationToken cancel = default) => AskAsync("Get15118EVCertificate", new JsonObject
    {
        ["iso15118SchemaVersion"] = "urn:iso:15118:2:2013:MsgDef", ["action"] = isUpdate ? "Update" : "Install", ["exiRequest"] = exiRequest,
    }, cancel);

    /// <summary>The station wants the OCSP response for one of its certificates, to show it to vehicles (M06).</summary>
    /// <returns>The answer; null when there was none.</returns>
    public Task<JsonObject?> AskCertificateStatusAsync(JsonObject ocspRequestData, CancellationToken cancel = default) =>
        AskAsync("GetCertificateStatus", new JsonObject { ["ocspRequestData"] = ocspRequestData }, cancel);

    /// <summary>The station wants the status of several certificates at once (2.1 M07).</summary>
    /// <param name="certificateStatusRequests">Hash, source and addresses of each, at most four.</param>
    /// <param name="cancel">Gives up.</param>
    /// <returns>The answer; null when there was none.</returns>
    public Task<JsonObject?> AskCertificateChainStatusAsync(JsonArray certificateStatusRequests, CancellationToken cancel = default) =>
        Options.Version == OcppVersion.V21
            ? AskAsync("GetCertificateChainStatus", new JsonObject { ["certificateStatusRequests"] = certificateStatusRequests }, cancel)
            : throw new InvalidOperationException("GetCertificateChainStatus begins with 2.1.");

    private async Task<JsonObject?> AskAsync(string action, JsonObject payload, CancellationToken cancel)
    {
        var call = new OutgoingCall(action, payload);
        lock (Gate)
        {
            if (Options.Version == OcppVersion.V16) throw new InvalidOperationException($"1.6 has no {action}.");
            if (IsOffline || Registration != RegistrationState.Accepted) return null;
            Enqueue(call);
        }
        return (await call.Completion.Task.WaitAsync(cancel)).Payload;
    }
}
