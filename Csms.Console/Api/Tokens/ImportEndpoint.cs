using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Security;
using Csms.Console.Tokens;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Tokens;

/// <summary>`POST /api/v1/tokens/import`: the file that the console exports, checked or taken over.</summary>
internal static class ImportEndpoint
{
    private const int Attempts = 3;
    private const string DefaultSource = "API";

    public static void MapTokenImport(this RouteGroupBuilder tokens) => tokens.MapPost("/import", ImportAsync).RequireAuthorization(Permissions.TokensWrite)
        .WithMetadata(new RequestSizeLimitAttribute(TokenFile.MaxBytes)).TakesCsv().WithName("importTokens").WithSummary("Enters and changes tokens from a CSV file.")
        .WithDescription(
            "UTF-8; parted by comma, semicolon or tab; up to 100,000 rows; heads as in the console's export: token, type, status, group, driver, expires_at, concurrent, note, language1, language2, charging_priority, only_at, tariff. "
            + "Columns that are not there leave what is; an empty cell of group, driver, expires_at or note takes it away. Times without an offset are UTC, a day alone counts to its end. "
            + "Rows that are not valid are refused and told; the others are written in one transaction.")
        .Takes("dryRun", "true: nothing is written, the answer says what would be.")
        .Takes("updateExisting", "false: tokens that exist stay as they are; default true.")
        .Takes("blockMissing", "true: tokens that the file does not name are blocked; default false.")
        .Takes("plan", "The member plan of a dry run: 409 when the changes would be others by now.")
        .Takes("name", "Name of the file, for the audit log.")
        .ProducesProblem(400).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415);

    private static async Task<Results<Ok<ImportView>, ProblemHttpResult>> ImportAsync(
        CsvBody body, ApiQuery query, AccessScope scope, TokenDirectory tokens, TokenDesk desk, CancellationToken cancellation)
    {
        var dryRun = query.Word("dryRun", "true", "false") == "true";
        var options = new ImportOptions(query.Word("updateExisting", "true", "false") != "false", query.Word("blockMissing", "true", "false") == "true");
        var expected = query.Text("plan");
        var source = query.Text("name") is { Length: <= 120 } name ? name : DefaultSource;
        if (query.Faults.Count > 0) return Problem.Invalid(query.Faults);
        if (body.Refusal is { } refusal) return refusal;
        var file = TokenFile.Read(body.Bytes.Span, TimeZoneInfo.Utc, (row, columns) => desk.JudgeRow(scope, tokens, row, columns));
        if (file.Fault is { } fault) return Problem.Of(StatusCodes.Status400BadRequest, "The file can't be taken", Text(fault, file.FaultAt), [new("line", file.FaultAt.Line)]);

        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var plan = ImportPlan.Of(file, options, tokens);
            if (expected is not null && plan.Word() != expected)
                return Problem.Of(StatusCodes.Status409Conflict, "Not the plan any more", "Tokens have changed since the dry run: what would be written now is another. Nothing was written.", [new("import", ImportView.Of(plan, true))]);
            if (dryRun) return TypedResults.Ok(ImportView.Of(plan, true));
            if ((await desk.ImportAsync(scope, plan, source, cancellation)).Count == 0) return TypedResults.Ok(ImportView.Of(plan, false));
        }

        return Problem.Conflict("Tokens keep changing", "Others change the same tokens at this moment. Nothing was written.");
    }

    private static string Text(TokenFileFault fault, (int Line, string Column) at) => fault switch
    {
        TokenFileFault.Empty => "No line has content.",
        TokenFileFault.NotUtf8 => $"Line {at.Line} is no UTF-8.",
        TokenFileFault.QuoteOpen => $"A quotation mark in line {at.Line} opens a cell and none closes it.",
        TokenFileFault.TooManyRows => $"More than {TokenFile.MaxRows} rows.",
        TokenFileFault.NoToken => "The first line names the columns; none of them is token.",
        TokenFileFault.ColumnTwice => $"Two heads name {at.Column}.",
        _ => throw new InvalidOperationException($"no fault {fault}"),
    };
}
