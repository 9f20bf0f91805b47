using System.Text.Json;
using Csms.Engine.Customers;

namespace Csms.Console.Api.Customers;

/// <summary>A request for a customer's data, or to clear them.</summary>
/// <param name="CommandId">The command.</param>
/// <param name="RequestId">Its number; null: it was refused before it had one.</param>
/// <param name="By">token, identifier, certificate; removed: nothing of the customer is kept.</param>
/// <param name="Customer">The token, the identifier, or the serial number of the certificate.</param>
/// <param name="Report">The station is to report.</param>
/// <param name="Clear">The station is to clear.</param>
/// <param name="Actor">Who asked.</param>
/// <param name="At">When.</param>
/// <param name="State">How far the command is.</param>
/// <param name="Status">The station's word.</param>
/// <param name="RemovedAt">When what is kept of it is removed, at the latest.</param>
internal sealed record CustomerRequestView(
    Guid CommandId, int? RequestId, string By, string? Customer, bool Report, bool Clear, string Actor, DateTimeOffset At, string State, string? Status, DateTimeOffset? RemovedAt)
{
    public static CustomerRequestView Of(CustomerRequest request) => new(
        request.Command, request.RequestId, JsonNamingPolicy.CamelCase.ConvertName(request.Subject.ToString()), request.Name, request.Report, request.Clear, request.Actor, request.At,
        JsonNamingPolicy.CamelCase.ConvertName(request.Stage.ToString()), request.Status, request.RemovedAt);
}
