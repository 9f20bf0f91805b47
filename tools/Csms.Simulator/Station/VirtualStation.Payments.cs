using System.Globalization;
using System.Text.Json.Nodes;
using Csms.Simulator.Protocol;

namespace Csms.Simulator.Station;

/// <summary>A payment terminal in the station, and payments on the web (2.1, block C).</summary>
public sealed partial class VirtualStation
{
    /// <summary>What a kilowatt-hour costs at the terminal.</summary>
    private const decimal TerminalPrice = 0.59m;

    private int _payments;

    /// <summary>What the payment provider says to the next settlement: Settled (default), Rejected or Failed.</summary>
    public string NextSettlement { get; set; } = "Settled";

    /// <summary>Receipt that the CSMS made for the last settlement; null: none.</summary>
    public string? LastReceiptUrl { get; private set; }

    /// <summary>Price that the display shows to the driver (2.x I01, I06); null: none was told.</summary>
    public string? PriceShown { get; internal set; }

    /// <summary>The payment provider lets the running payment grow: the transaction may cost so much in all, which is told (C23).</summary>
    /// <exception cref="InvalidOperationException">No transaction runs there.</exception>
    public Task AuthorizeMoreAsync(int evseId, decimal amount)
    {
        lock (Gate)
        {
            var evse = Require(evseId);
            var transaction = evse.Transaction ?? throw new InvalidOperationException($"No transaction runs at EVSE {evseId}.");
            var held = transaction.Limit ?? new TransactionLimit(null, null, null, null);
            Limit(evse, transaction, held with { MaxCost = amount });
        }
        NotifyChanged();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Pays with a card at the station's terminal: the payment's reference becomes the token, and nobody else is asked (C18). The same card again ends the charge.
    /// What is to be paid is settled at the end, and told (C21).
    /// </summary>
    /// <exception cref="InvalidOperationException">Before 2.1 there is no such token.</exception>
    public Task<TapOutcome> PayAtTerminalAsync(int evseId)
    {
        try
        {
            lock (Gate)
            {
                if (Options.Version != OcppVersion.V21) throw new InvalidOperationException($"{Id} has no terminal that OCPP {Options.Version} knows of.");
                PowerUp();
                var evse = Require(evseId);
                if (IsStoppable(evse)) return Task.FromResult(evse.Transaction?.Token is { Type: DirectPayment } paid ? StopByToken(evse, paid) : TapOutcome.Refused);
                if (evse.Fault is not null || !IsInService(evse) || evse.Authorization is not null || evse.Reservation is not null) return Task.FromResult(TapOutcome.Refused);
                var reference = string.Create(CultureInfo.InvariantCulture, $"PSP-{Id}-{Now:yyMMddHHmmss}-{++_payments}");
                return Task.FromResult(Admit(evse, new Authorization(new IdToken(reference, DirectPayment), null, Now), "Authorized"));
            }
        }
        finally
        {
            NotifyChanged();
        }
    }

    /// <summary>A driver at the terminal wants a company's receipt: asks whether the VAT number is valid.</summary>
    /// <returns>The answer; null when there was none.</returns>
    public Task<JsonObject?> AskVatNumberAsync(string vatNumber, int? evseId = null, CancellationToken cancel = default) =>
        AskAsync("VatNumberValidation", new JsonObject { ["vatNumber"] = vatNumber }.With("evseId", evseId), cancel);

    /// <summary>The CSMS says that somebody pays for an EVSE on the web: shown there until the time is over or a transaction begins.</summary>
    internal void WebPaymentStarted(int evseId, int seconds)
    {
        if (FindEvse(evseId) is { Transaction: null } evse) evse.WebPaymentUntil = seconds > 0 ? Now.AddSeconds(seconds) : null;
    }

    /// <summary>The transaction has ended: what was used is taken from the card.</summary>
    private void Settle(Transaction transaction)
    {
        if (transaction.Token is not { Type: DirectPayment } token || transaction.RemoteStartId is not null || Options.Version != OcppVersion.V21) return;
        var amount = decimal.Round(((transaction.MeterStopWh ?? transaction.MeterStartWh) - transaction.MeterStartWh) / 1000m * TerminalPrice, 2);
        var status = amount == 0 ? "Canceled" : NextSettlement; // nothing to pay: what was held on the card is let go (C20)
        NextSettlement = "Settled";
        Dialect.Settled(token, transaction, status, amount);
    }

    internal void ReceiptTold(string? url) => LastReceiptUrl = url;

    private const string DirectPayment = "DirectPayment";
}
