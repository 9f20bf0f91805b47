using Csms.Console.Api.Http;
using Csms.Console.Api.OpenApi;
using Csms.Console.Api.Stations;
using Csms.Console.FieldWork;
using Csms.Console.Security;
using Csms.Engine.FieldWork;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Csms.Console.Api.Jobs;

/// <summary>`/api/v1/stations/{id}/notes` and `/photos`: what people have written and taken of a station.</summary>
internal static class RecordEndpoints
{
    public static void MapStationRecords(this IEndpointRouteBuilder api)
    {
        var station = api.MapGroup("/stations/{id}").WithTags("Notes and photos");
        station.MapGet("/notes", NotesAsync).RequireAuthorization(Permissions.JobsRead).WithName("listNotes").WithSummary("Notes about a station, newest first.").ProducesProblem(404);
        station.MapPost("/notes", AddNoteAsync).RequireAuthorization(Permissions.JobsWrite).WithName("addNote").WithSummary("Adds a note.").TakesBody<NoteBody>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(409);
        station.MapDelete("/notes/{note:guid}", DeleteNoteAsync).RequireAuthorization(Permissions.JobsWrite).WithName("deleteNote").WithSummary("Deletes a note.").ProducesProblem(404);
        station.MapGet("/photos", PhotosAsync).RequireAuthorization(Permissions.JobsRead).WithName("listPhotos").WithSummary("Photos of a station, newest first.").ProducesProblem(404);
        station.MapGet("/photos/{photo:guid}/image", ImageAsync).RequireAuthorization(Permissions.JobsRead).WithName("getPhoto").WithSummary("The image, without what the camera added to it.").ProducesProblem(404);
        station.MapPost("/photos", AddPhotoAsync).RequireAuthorization(Permissions.JobsWrite).WithMetadata(new RequestSizeLimitAttribute(FieldDesk.MostPhotoBytes + 1)).WithName("addPhoto")
            .WithSummary("Adds a photo: the body is the file, JPEG, PNG or WebP, at most 12 MiB. Place, time and owner are taken out of it.").Takes("caption", "What it shows.")
            .ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(415).ProducesProblem(422);
        station.MapDelete("/photos/{photo:guid}", DeletePhotoAsync).RequireAuthorization(Permissions.JobsWrite).WithName("deletePhoto").WithSummary("Deletes a photo.").ProducesProblem(404);
    }

    private static async Task<Results<Ok<IEnumerable<NoteView>>, ProblemHttpResult>> NotesAsync(string id, AccessScope scope, StationDirectory stations, FieldDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.JobsRead, out var refusal) is not { } station) return refusal!;
        return TypedResults.Ok((await desk.NotesAsync(station.Id, null, cancellation)).Select(NoteView.Of));
    }

    private static async Task<Results<Ok<NoteView>, ProblemHttpResult>> AddNoteAsync(
        string id, JsonBody body, AccessScope scope, StationDirectory stations, FieldDesk desk, JobDesk jobs, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.JobsWrite, out var refusal) is not { } station) return refusal!;
        var reader = new BodyReader(body);
        var text = reader.Text("text", FieldDesk.MostNote, nullable: false);
        if (string.IsNullOrWhiteSpace(text.Value)) reader.Fault("text", "Words are needed.");
        if (reader.Faults.Count > 0) return Problem.Invalid(reader.Faults);
        var note = Guid.CreateVersion7();
        return await jobs.AddNoteAsync(scope, station.Id, note, text.Value!, cancellation) is not JobRefusal.None and var refused
            ? Refused(refused, "station", id)
            : TypedResults.Ok(NoteView.Of((await desk.FindNoteAsync(station.Id, note, cancellation))!));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteNoteAsync(string id, Guid note, AccessScope scope, StationDirectory stations, JobDesk jobs, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.JobsWrite, out var refusal) is not { } station) return refusal!;
        return await jobs.DeleteNoteAsync(scope, station.Id, note, cancellation) is not JobRefusal.None and var refused ? Refused(refused, "note", note.ToString()) : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<IEnumerable<PhotoView>>, ProblemHttpResult>> PhotosAsync(string id, AccessScope scope, StationDirectory stations, FieldDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.JobsRead, out var refusal) is not { } station) return refusal!;
        return TypedResults.Ok((await desk.PhotosAsync(station.Id, null, cancellation)).Select(PhotoView.Of));
    }

    private static async Task<Results<FileContentHttpResult, ProblemHttpResult>> ImageAsync(string id, Guid photo, AccessScope scope, StationDirectory stations, FieldDesk desk, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.JobsRead, out var refusal) is not { } station) return refusal!;
        return await desk.FindPhotoAsync(station.Id, photo, cancellation) is { } found && await desk.ContentAsync(station.Id, photo, cancellation) is { } content
            ? TypedResults.Bytes(content, found.MediaType, lastModified: found.At)
            : Problem.NotFound("photo", photo.ToString());
    }

    private static async Task<Results<Ok<PhotoView>, ProblemHttpResult>> AddPhotoAsync(
        string id, HttpContext context, string? caption, AccessScope scope, StationDirectory stations, FieldDesk desk, JobDesk jobs, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.JobsWrite, out var refusal) is not { } station) return refusal!;
        using var file = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(file, cancellation);
        }
        catch (BadHttpRequestException fault)
        {
            return Problem.Of(fault.StatusCode, "The photo could not be received", fault.Message);
        }

        var photo = Guid.CreateVersion7();
        var (refused, why) = await jobs.AddPhotoAsync(scope, station.Id, photo, file.GetBuffer().AsMemory(0, (int)file.Length), caption, cancellation);
        if (refused != JobRefusal.None) return Refused(refused, "station", id);
        return why switch
        {
            PhotoRefusal.None => TypedResults.Ok(PhotoView.Of((await desk.FindPhotoAsync(station.Id, photo, cancellation))!)),
            PhotoRefusal.TooBig => Problem.Of(StatusCodes.Status413PayloadTooLarge, "Photo too large", $"At most {FieldDesk.MostPhotoBytes} bytes are taken."),
            PhotoRefusal.TooMany => Problem.Conflict("Too many photos", "Delete some of the station's photos first."),
            PhotoRefusal.Damaged => Problem.Of(StatusCodes.Status422UnprocessableEntity, "Photo damaged", "The file breaks off or can't be read."),
            _ => Problem.Of(StatusCodes.Status415UnsupportedMediaType, "Not a photo", "JPEG, PNG and WebP are taken, by their content."),
        };
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeletePhotoAsync(string id, Guid photo, AccessScope scope, StationDirectory stations, JobDesk jobs, CancellationToken cancellation)
    {
        if (scope.Station(stations, id, Permissions.JobsWrite, out var refusal) is not { } station) return refusal!;
        return await jobs.DeletePhotoAsync(scope, station.Id, photo, cancellation) is not JobRefusal.None and var refused ? Refused(refused, "photo", photo.ToString()) : TypedResults.NoContent();
    }

    private static ProblemHttpResult Refused(JobRefusal refusal, string kind, string id) => refusal switch
    {
        JobRefusal.Denied => Problem.Forbidden(Permissions.JobsWrite),
        JobRefusal.TooMany => Problem.Conflict("Too many notes", "Delete some of the station's notes first."),
        _ => Problem.NotFound(kind, id),
    };
}
