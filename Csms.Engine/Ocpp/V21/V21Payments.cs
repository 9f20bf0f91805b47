using Csms.Engine.Events;
using Csms.Engine.Ocpp.Inbound;
using Csms.Engine.Ocpp.Quirks;
using Csms.Engine.Ocpp.V21.Messages;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Ocpp.V21;

/// <summary>Payments at terminals (2.1, block C) and their answers.</summary>
internal static class V21Payments
{
    public static Translated Settlement(NotifySettlementRequest request, Mending? mending) => new SettlementReported(
        request.PspRef, V21Words.PaymentStatusEnumType.Word(request.Status), request.SettlementAmount, Mending.TimeOf(request.SettlementTime))
    {
        TransactionId = request.TransactionId is { Length: > 0 } transaction ? transaction : null, // "can be empty": the payment ended before a transaction began
        StatusInfo = request.StatusInfo,
        ReceiptId = request.ReceiptId,
        ReceiptUrl = request.ReceiptUrl,
        Company = request.VatCompany is { } company ? new CompanyAddress(company.Name, company.Address1, company.Address2, company.City, company.PostalCode, company.Country) : null,
        VatNumber = request.VatNumber,
    };

    public static IWireMessage Settlement(StationAnswer answer) =>
        answer is SettlementAnswer settled ? new NotifySettlementResponse { ReceiptUrl = settled.ReceiptUrl, ReceiptId = settled.ReceiptId } : throw Unfit(answer);

    public static Translated VatNumber(VatNumberValidationRequest request, Mending? mending) => new VatNumberAsked(request.VatNumber, request.EvseId);

    public static IWireMessage VatNumber(StationAnswer answer) => answer is VatNumberAnswer vat
        ? new VatNumberValidationResponse
        {
            VatNumber = vat.Asked.VatNumber,
            EvseId = vat.Asked.EvseId,
            Status = vat.IsValid ? GenericStatusEnumType.Accepted : GenericStatusEnumType.Rejected,
            StatusInfo = vat.ReasonCode is { } code ? new StatusInfoType { ReasonCode = code, AdditionalInfo = vat.Reason } : null,
            Company = vat.Company is { } company
                ? new AddressType { Name = company.Name, Address1 = company.Address1, Address2 = company.Address2, City = company.City, PostalCode = company.PostalCode, Country = company.Country } : null,
        }
        : throw Unfit(answer);

    private static ArgumentException Unfit(StationAnswer answer) => new($"{answer.GetType().Name} does not answer this action.", nameof(answer));
}
