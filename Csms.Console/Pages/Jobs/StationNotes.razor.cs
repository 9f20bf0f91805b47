using Csms.Console.Controls;
using Csms.Console.FieldWork;
using Csms.Console.Security;
using Csms.Engine.FieldWork;
using Csms.Engine.Stations;
using Csms.Engine.Units;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Npgsql;

namespace Csms.Console.Pages.Jobs;

/// <summary>Notes and photos of a station, from jobs and from staff.</summary>
public sealed partial class StationNotes
{
    private IReadOnlyList<FieldNote>? _notes;
    private IReadOnlyList<FieldPhoto>? _photos;
    private string _text = "";
    private string? _told;
    private bool _asked, _failed, _mayWrite, _sending;
    private int _dirty;

    [Inject] private JobDesk Desk { get; set; } = null!;
    [Inject] private FieldDesk Field { get; set; } = null!;
    [Inject] private IUserScope UserScope { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Ticker Ticker { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <inheritdoc />
    public void Dispose()
    {
        Field.Changed -= OnChanged;
        Ticker.Tick -= OnTick;
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _mayWrite = (await UserScope.GetAsync()).Can(Permissions.JobsWrite, Station.Profile.SiteId);
        Field.Changed += OnChanged;
        Ticker.Tick += OnTick;
        await LoadAsync();
    }

    private void OnChanged(Guid? job, StationId? station)
    {
        if (station == Station.Id) Volatile.Write(ref _dirty, 1);
    }

    private void OnTick(long second)
    {
        if (Interlocked.Exchange(ref _dirty, 0) == 1) _ = InvokeAsync(async () => { await LoadAsync(); StateHasChanged(); });
    }

    private async Task LoadAsync()
    {
        try
        {
            (_notes, _photos, _failed) = (await Field.NotesAsync(Station.Id, null, CancellationToken.None), await Field.PhotosAsync(Station.Id, null, CancellationToken.None), false);
        }
        catch (NpgsqlException)
        {
            _failed = true; // what was read before stays
        }
    }

    private async Task AddNoteAsync()
    {
        _asked = true;
        if (string.IsNullOrWhiteSpace(_text)) return;
        var refusal = await Desk.AddNoteAsync(await UserScope.GetAsync(), Station.Id, Guid.CreateVersion7(), _text, CancellationToken.None);
        _told = Words(refusal);
        if (refusal == JobRefusal.None) (_text, _asked) = ("", false);
        await LoadAsync();
    }

    private async Task AddPhotoAsync(InputFileChangeEventArgs change)
    {
        _told = null;
        if (change.File.Size > FieldDesk.MostPhotoBytes)
        {
            _told = J["Fault.TooBig"];
            return;
        }
        _sending = true;
        try
        {
            using var bytes = new MemoryStream((int)change.File.Size);
            await using (var file = change.File.OpenReadStream(FieldDesk.MostPhotoBytes)) await file.CopyToAsync(bytes);
            var (refusal, photo) = await Desk.AddPhotoAsync(await UserScope.GetAsync(), Station.Id, Guid.CreateVersion7(), bytes.GetBuffer().AsMemory(0, (int)bytes.Length), null, CancellationToken.None);
            _told = photo == PhotoRefusal.None ? Words(refusal) : J[$"Fault.{photo}"].Value;
        }
        catch (IOException)
        {
            _told = J["Fault.Form"]; // the browser went away while it was sent
        }
        finally
        {
            _sending = false;
        }
        await LoadAsync();
    }

    private async Task DeleteAsync(FieldPhoto photo)
    {
        if (!await Ask.ConfirmAsync(J["DeletePhoto.Title"], J["Delete.Text", photo.By], J["DeletePhoto"], danger: true)) return;
        _told = Words(await Desk.DeletePhotoAsync(await UserScope.GetAsync(), Station.Id, photo.Id, CancellationToken.None));
        await LoadAsync();
    }

    private async Task DeleteAsync(FieldNote note)
    {
        if (!await Ask.ConfirmAsync(J["DeleteNote.Title"], J["Delete.Text", note.By], J["DeleteNote"], danger: true)) return;
        _told = Words(await Desk.DeleteNoteAsync(await UserScope.GetAsync(), Station.Id, note.Id, CancellationToken.None));
        await LoadAsync();
    }

    private string? Words(JobRefusal refusal) => refusal switch
    {
        JobRefusal.None or JobRefusal.Missing => null, // somebody else has deleted it: it is gone
        JobRefusal.TooMany => J["Fault.TooManyNotes"].Value,
        _ => J[$"Refused.{refusal}"].Value,
    };
}
