namespace Csms.Engine.Payments;

/// <summary>Who knows whether a VAT number is valid.</summary>
public interface IVatRegister
{
    /// <summary>Asks for a number. Does not throw but where it is cancelled: what went wrong is in the verdict.</summary>
    /// <param name="number">Well-formed.</param>
    /// <param name="cancellation">The station has waited long enough.</param>
    Task<VatVerdict> AskAsync(VatNumber number, CancellationToken cancellation);
}
