using System.Globalization;
using System.Text.Json;
using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Tariffs;
using Csms.Engine.Prices;
using Csms.Engine.Tariffs;
using Csms.Engine.Tokens;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Csms.Console.Api.Tokens;

/// <summary>`/api/v1/tokens/{idToken}/credit`: what is on a prepaid card.</summary>
internal static class CreditEndpoints
{
    public static void MapTokenCredit(this RouteGroupBuilder tokens)
    {
        tokens.MapGet("/{idToken}/credit", GetAsync).RequireAuthorization(Permissions.TariffsRead).WithName("getTokenCredit").WithSummary("The balance of a prepaid card and its entries, newest first.").WithDescription("Charges name their session to readers with sessions.read at its site only.").TakesPage().ProducesProblem(400).ProducesProblem(404);
        tokens.MapPost("/{idToken}/credit", PostAsync).RequireAuthorization(Permissions.TariffsWrite).TakesBody<CreditBody>().WithName("addTokenCredit").WithSummary("Puts an amount on a card, or takes one away. It counts at once.")
            .WithDescription("A token is prepaid from its first entry on: what its sessions cost is taken from it when they end, and with nothing left it gets NoCredit. Needs tariffs.write for the whole network. 409: the card is of another currency.")
            .ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
    }

    private static async Task<Results<Ok<CreditView>, ProblemHttpResult>> GetAsync(string idToken, ApiQuery query, AccessScope scope, TokenDirectory tokens, CreditBook credit, CreditDesk desk, CancellationToken cancellation)
    {
        var (limit, before) = (query.Limit(), query.Cursor(static (string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id)));
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        var text = PathWords.Unslashed(idToken);
        var balance = credit.Find(text);
        if (balance is null && tokens.Find(text) is null) return Problem.NotFound("token", text); // the entries of a token outlive it
        var page = Page<CreditEntryView>.Of(await credit.EntriesAsync(text, before, limit + 1, cancellation), limit, entry => CreditEntryView.Of(desk.Seen(scope, entry)), entry => entry.Id.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new CreditView(balance is not null, balance?.Currency, balance?.Amount, credit.KeptBack(text), page.Items, page.Next));
    }

    private static async Task<Results<Created<CreditEntryView>, ProblemHttpResult>> PostAsync(string idToken, JsonBody body, AccessScope scope, TokenDirectory tokens, CreditDesk desk, CancellationToken cancellation)
    {
        var text = PathWords.Unslashed(idToken);
        if (!CreditDesk.MayEnter(scope)) return Problem.Forbidden(Permissions.TariffsWrite);
        var reader = new BodyReader(body);
        var currency = reader.Text("currency", 3, least: 3, nullable: false);
        if (!currency.Is || !currency.Value!.All(char.IsAsciiLetterUpper)) reader.Fault("currency", "A currency of ISO 4217 is needed, such as EUR.");
        var amount = Amount(body, reader, MinorUnit.Of(currency.Value ?? ""));
        var reason = reader.Text("reason", CreditDesk.MostReason);
        var why = string.IsNullOrWhiteSpace(reason.Value) ? null : reason.Value.Trim();
        if (amount < 0 && why is null) reader.Fault("reason", "Why something is taken away is needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        if (tokens.Find(text) is not { } token) return Problem.NotFound("token", text);
        if (CreditDesk.IsContract(token)) return Problem.Conflict("No prepaid card", "A contract (eMAID) is paid by its provider.");
        return await desk.EnterAsync(scope, token, amount, currency.Value!, why, cancellation) is { } entry
            ? TypedResults.Created($"/api/v1/tokens/{Uri.EscapeDataString(token.IdToken)}/credit", CreditEntryView.Of(entry))
            : Problem.Conflict("Another currency", "A card is of one currency, that of its first entry.");
    }

    private static decimal Amount(JsonBody body, BodyReader reader, int digits)
    {
        if (body.Root.TryGetProperty("amount", out var given) && given.ValueKind == JsonValueKind.Number && given.TryGetDecimal(out var amount)
            && amount != 0 && Math.Abs(amount) <= CreditDesk.MostAmount && decimal.Round(amount, digits) == amount)
        {
            return amount;
        }

        reader.Fault("amount", string.Create(CultureInfo.InvariantCulture, $"A number from -{CreditDesk.MostAmount} to {CreditDesk.MostAmount} with up to {digits} digits after the point (as many as the currency has) is needed, and not 0."));
        return 0;
    }
}
