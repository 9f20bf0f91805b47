using System.Security.Cryptography;
using System.Text;
using Csms.Console.FieldWork;
using Csms.Console.Texts;
using Csms.Engine.FieldWork;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Net.Http.Headers;

namespace Csms.Console.Pages.Jobs;

/// <summary>
/// `/job/{link}`: the technician's page. Plain HTML and small requests, no circuit: it must work on a bad link. The link is the only key, there
/// is no cookie that another site could use; what was sent twice counts once.
/// </summary>
internal static class PhoneEndpoints
{
    private const int MostSkipNote = 500;

    public static void MapPhone(this IEndpointRouteBuilder routes)
    {
        var phone = routes.MapGroup("/job/{link}").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription().AddEndpointFilter(QuietAsync);
        phone.MapGet("", PageAsync);
        phone.MapGet("/live", LiveAsync);
        phone.MapGet("/photos/{photo:guid}", ImageAsync);
        phone.MapPost("/run", RunAsync);
        phone.MapPost("/stop", StopAsync);
        phone.MapPost("/skip", SkipAsync);
        phone.MapPost("/notes", NoteAsync);
        phone.MapPost("/photos", PhotoAsync).WithMetadata(new RequestSizeLimitAttribute(FieldDesk.MostPhotoBytes + (64 * 1024)));
    }

    /// <summary>The address is the key: no other site hears it, no cache and no search engine keeps it.</summary>
    private static ValueTask<object?> QuietAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var headers = context.HttpContext.Response.Headers;
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        headers["X-Robots-Tag"] = "noindex";
        return next(context);
    }

    private static Task<IResult> PageAsync(string link, string? station, PhoneDoor door, HttpContext context) => door.EnterAsync(context, link, async job =>
        Page(new() { [nameof(PhonePage.Model)] = await door.Reader.ReadAsync(job, link, station, withFrames: false, context.RequestAborted) }, StatusCodes.Status200OK));

    /// <summary>The parts of the page that change, or nothing when they are as the asker has them.</summary>
    private static Task<IResult> LiveAsync(string link, string? station, bool? frames, PhoneDoor door, IServiceProvider services, ILoggerFactory loggers, HttpContext context) => door.EnterAsync(context, link, async job =>
    {
        var model = await door.Reader.ReadAsync(job, link, station, frames == true, context.RequestAborted);
        await using var renderer = new HtmlRenderer(services, loggers);
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<PhoneLive>(Microsoft.AspNetCore.Components.ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(PhoneLive.Model)] = model }))).ToHtmlString());
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(html)), 0, 12)}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch == tag ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Content(html, "text/html; charset=utf-8");
    });

    private static Task<IResult> ImageAsync(string link, Guid photo, string? station, PhoneDoor door, FieldDesk desk, HttpContext context) => door.EnterAsync(context, link, async job =>
    {
        if (StationOf(job, station) is not { } id || await desk.FindPhotoAsync(id, photo, context.RequestAborted) is not { } found || found.Job != job.Id
            || await desk.ContentAsync(id, photo, context.RequestAborted) is not { } content)
            return TypedResults.Problem(statusCode: StatusCodes.Status404NotFound);
        context.Response.Headers.CacheControl = "private, max-age=86400"; // a bad link loads it once
        return TypedResults.Bytes(content, found.MediaType);
    });

    private static Task<IResult> RunAsync(string link, PhoneDoor door, StationDirectory stations, HttpContext context) => door.WriteAsync(context, link, async (job, form, station) =>
    {
        var all = FieldItem.Of(stations.Find(station));
        if (form["item"].ToString() is not { Length: > 0 } name)
        {
            var results = (await door.Desk.ResultsAsync([job.Id], context.RequestAborted)).Where(result => result.Station == station && result.IsSettled).Select(result => result.Item).ToHashSet();
            List<FieldItem> open = [.. all.Where(item => item.IsTest && !results.Contains(item))];
            return await door.Job.RunAsync(job, station, open.Count > 0 ? open : [.. all.Where(item => item.IsTest)], form["by"], context.RequestAborted) ? null : "Fault.Busy";
        }
        if (!FieldItem.TryParse(name, out var wanted) || !wanted.IsTest || !all.Contains(wanted)) return "Fault.Item";
        return await door.Job.RunAsync(job, station, [wanted], form["by"], context.RequestAborted) ? null : "Fault.Busy";
    });

    private static Task<IResult> StopAsync(string link, PhoneDoor door, HttpContext context) => door.WriteAsync(context, link, async (job, form, station) =>
    {
        await door.Job.StopAsync(job, station, form["by"]);
        return null; // what has just ended by itself needs no stop
    });

    private static Task<IResult> SkipAsync(string link, PhoneDoor door, StationDirectory stations, HttpContext context) => door.WriteAsync(context, link, async (job, form, station) =>
    {
        var note = form["note"].ToString().Trim();
        if (note.Length is 0 or > MostSkipNote) return "Fault.SkipNote";
        if (!FieldItem.TryParse(form["item"], out var item) || !FieldItem.Of(stations.Find(station)).Contains(item)) return "Fault.Item";
        return await door.Job.SkipAsync(job, station, item, note, form["by"], context.RequestAborted) ? null : "Fault.Busy";
    });

    private static Task<IResult> NoteAsync(string link, PhoneDoor door, HttpContext context) => door.WriteAsync(context, link, async (job, form, station) =>
    {
        var text = form["text"].ToString().ReplaceLineEndings("\n").Trim();
        if (text.Length is 0 or > FieldDesk.MostNote || !Guid.TryParse(form["id"], out var id)) return "Fault.Note";
        return await door.Job.AddNoteAsync(job, station, id, text, form["by"], context.RequestAborted) is null ? "Fault.TooManyNotes" : null;
    });

    private static Task<IResult> PhotoAsync(string link, PhoneDoor door, HttpContext context) => door.WriteAsync(context, link, async (job, form, station) =>
    {
        if (form.Files["photo"] is not { Length: > 0 } file || !Guid.TryParse(form["id"], out var id)) return "Fault.NoImage";
        if (file.Length > FieldDesk.MostPhotoBytes) return "Fault.TooBig";
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, context.RequestAborted);
        var refusal = await door.Job.AddPhotoAsync(job, station, id, bytes.GetBuffer().AsMemory(0, (int)bytes.Length), form["caption"], form["by"], context.RequestAborted);
        return refusal == PhotoRefusal.None ? null : $"Fault.{refusal}";
    });

    internal static StationId? StationOf(FieldJob job, string? text) => job.Stations.FirstOrDefault(each => each.Id.Value == text)?.Id;

    internal static RazorComponentResult<PhonePage> Page(Dictionary<string, object?> parameters, int status) => new(parameters) { StatusCode = status };
}
