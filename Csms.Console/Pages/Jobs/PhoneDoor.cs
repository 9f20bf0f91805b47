using Csms.Console.FieldWork;
using Csms.Console.Texts;
using Csms.Engine.FieldWork;
using Csms.Engine.Units;
using Microsoft.Extensions.Localization;

namespace Csms.Console.Pages.Jobs;

/// <summary>Lets a request of the technician's page in, or says plainly why not.</summary>
internal sealed class PhoneDoor(JobDoor job, FieldDesk desk, PhoneReader reader, IStringLocalizer<JobTexts> texts)
{
    /// <summary>Header of requests that the page's script sends: they want words, not a page.</summary>
    private const string Script = "X-Job";

    public JobDoor Job => job;

    public FieldDesk Desk => desk;

    public PhoneReader Reader => reader;

    /// <summary>Answers for the job of the link.</summary>
    public async Task<IResult> EnterAsync(HttpContext context, string link, Func<FieldJob, Task<IResult>> answer)
    {
        var (state, found) = await job.OpenAsync(link, context.Connection.RemoteIpAddress, context.RequestAborted);
        if (state == DoorState.Open) return await answer(found!);
        var status = state switch
        {
            DoorState.Unknown => StatusCodes.Status404NotFound,
            DoorState.TooMany => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status410Gone,
        };
        return IsScript(context)
            ? TypedResults.Text(texts[$"Door.{state}"], statusCode: status)
            : PhoneEndpoints.Page(new() { [nameof(PhonePage.Title)] = texts[$"Door.{state}"].Value, [nameof(PhonePage.Text)] = texts[$"Door.{state}.Text", found?.Title ?? ""].Value }, status);
    }

    /// <summary>Does what a form asks, and leads back to the page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="link">Last part of the link.</param>
    /// <param name="write">Does it; the key of what is wrong, or null.</param>
    public Task<IResult> WriteAsync(HttpContext context, string link, Func<FieldJob, IFormCollection, StationId, Task<string?>> write) => EnterAsync(context, link, async found =>
    {
        string? fault;
        IFormCollection? form = null;
        try
        {
            form = await context.Request.ReadFormAsync(context.RequestAborted);
            fault = PhoneEndpoints.StationOf(found, form["station"]) is { } station ? await write(found, form, station) : "Fault.Station";
        }
        catch (Exception exception) when (exception is InvalidDataException or BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            fault = "Fault.TooBig";
        }
        catch (Exception exception) when (exception is BadHttpRequestException or InvalidOperationException && form is null)
        {
            fault = "Fault.Form"; // broke off on the way, or is no form
        }
        if (IsScript(context)) return fault is null ? TypedResults.NoContent() : TypedResults.Text(texts[fault], statusCode: StatusCodes.Status422UnprocessableEntity);
        if (fault is null) return TypedResults.LocalRedirect(BackTo(link, form!["station"]));
        var model = await reader.ReadAsync(found, link, form?["station"], withFrames: false, context.RequestAborted);
        return PhoneEndpoints.Page(
            new() { [nameof(PhonePage.Model)] = model, [nameof(PhonePage.Fault)] = texts[fault].Value, [nameof(PhonePage.Draft)] = form?["text"].ToString() }, StatusCodes.Status422UnprocessableEntity);
    });

    private static bool IsScript(HttpContext context) => context.Request.Headers.ContainsKey(Script);

    private static string BackTo(string link, string? station) => $"{JobLinks.Phone(link)}?station={Uri.EscapeDataString(station ?? "")}";
}
