using Csms.Engine.Events;
using Csms.Engine.Stations;
using Microsoft.Extensions.Options;

namespace Csms.Engine.Payments;

/// <summary>
/// Answers VatNumberValidation (2.1) beside the mailbox. Accepted says that a number is valid; where only its format is known nobody can say so, and
/// <see cref="PaymentOptions.AcceptUnverifiedVat"/> decides.
/// </summary>
internal sealed class VatDesk(IVatRegister register, IOptions<PaymentOptions> options) : IStationDesk
{
    public bool Takes(StationMessage message) => message is VatNumberAsked;

    public async Task<StationAnswer?> AnswerAsync(StationState station, StationMessage message, CancellationToken cancellation)
    {
        var asked = (VatNumberAsked)message;
        if (VatNumber.Read(asked.VatNumber) is not { } number)
        {
            return new VatNumberAnswer(asked, false, "InvalidFormat", "No country has VAT numbers of this form, or its check digits are wrong.");
        }

        return await register.AskAsync(number, cancellation) switch
        {
            VatVerdict.Valid valid => new VatNumberAnswer(asked, true, Company: valid.Company),
            VatVerdict.Unknown => new VatNumberAnswer(asked, false, "NotRegistered", "The register does not know this number."),
            VatVerdict.Unverified unverified => new VatNumberAnswer(asked, options.Value.AcceptUnverifiedVat, unverified.ReasonCode, unverified.Reason),
            var other => throw new InvalidOperationException($"no verdict {other.GetType().Name}"),
        };
    }
}
