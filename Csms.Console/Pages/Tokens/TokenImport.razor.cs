using System.Text;
using Csms.Console.Controls;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Console.Tokens;
using Csms.Engine.Tokens;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Npgsql;

namespace Csms.Console.Pages.Tokens;

/// <summary>Tokens from a file: read, compared with what there is, looked at, and only then written.</summary>
public sealed partial class TokenImport
{
    /// <summary>A longer text would not fit into one message of the circuit.</summary>
    private const int PasteLength = 8000;

    private const int PieceBytes = 256 * 1024;
    private const string Example = "token,driver,group\n04A1B2C3D4,Ann Example,FLEET";

    private TokenFile? _file;
    private ImportPlan? _plan, _done;
    private IReadOnlyList<TokenChange> _stale = [];
    private string _name = "", _text = "";
    private string? _error, _fault;
    private double? _reading;
    private bool _update = true, _block, _busy, _mayAudit, _disposed;

    [Inject] private TokenDirectory Directory { get; set; } = null!;
    [Inject] private TokenDesk Desk { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private FileHandOver Files { get; set; } = null!;
    [Inject] private ImportWords Words { get; set; } = null!;
    [Inject] private Ask Ask { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    [SupplyParameterFromQuery] private string? Show { get; set; }

    /// <inheritdoc />
    public void Dispose() => _disposed = true;

    /// <inheritdoc />
    protected override async Task OnInitializedAsync() => _mayAudit = (await Scope.GetAsync()).Can(Permissions.AuditRead);

    private async Task TakeAsync(InputFileChangeEventArgs change)
    {
        if (_reading is not null) return;
        (_fault, _reading) = (null, 0);
        try
        {
            if (change.File.Size > TokenFile.MaxBytes)
            {
                _fault = T["Import.TooLarge", Formats.Bytes(change.File.Size), Formats.Bytes(TokenFile.MaxBytes)];
                return;
            }
            using var memory = new MemoryStream((int)change.File.Size);
            await using (var stream = change.File.OpenReadStream(TokenFile.MaxBytes))
            {
                var piece = new byte[PieceBytes];
                for (int read; (read = await stream.ReadAsync(piece)) > 0 && !_disposed;)
                {
                    memory.Write(piece, 0, read);
                    _reading = memory.Length / (double)change.File.Size;
                    StateHasChanged();
                }
            }
            await ReadAsync(change.File.Name, memory.GetBuffer().AsMemory(0, (int)memory.Length));
        }
        catch (IOException)
        {
            _fault = T["Import.NotRead"]; // it was changed or taken away while it was read
        }
        finally
        {
            _reading = null;
        }
    }

    private Task PasteAsync() => ReadAsync(T["Import.Pasted"], Encoding.UTF8.GetBytes(_text));

    private async Task ReadAsync(string name, ReadOnlyMemory<byte> bytes)
    {
        (_fault, _error, _stale) = (null, null, []);
        var zone = Formats.Zone;
        var scope = await Scope.GetAsync();
        var file = await Task.Run(() => TokenFile.Read(bytes.Span, zone, (row, columns) => Desk.JudgeRow(scope, Directory, row, columns))); // a hundred thousand rows are not read on the circuit's thread
        if (file.Fault is { } fault)
        {
            _fault = Words.Fault(fault, file.FaultAt);
            return;
        }
        (_file, _name) = (file, name);
        await PlanAsync(true, false);
    }

    private async Task PlanAsync(bool update, bool block)
    {
        if (_file is not { } file) return;
        (_update, _block) = (update, block);
        _plan = await Task.Run(() => ImportPlan.Of(file, new ImportOptions(update, block), Directory));
    }

    private async Task ApplyAsync()
    {
        if (_busy || _plan is not { } plan || !await MeantAsync(plan)) return;
        (_busy, _error) = (true, null);
        try
        {
            var scope = await Scope.GetAsync();
            if (!scope.Can(Permissions.TokensWrite))
            {
                _error = L["Denied.Title"];
                return;
            }
            _stale = await Desk.ImportAsync(scope, plan, _name, CancellationToken.None);
            if (_stale.Count == 0) _done = plan;
            else await PlanAsync(_update, _block); // nothing was written: looked at again from what there is now
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task<bool> MeantAsync(ImportPlan plan)
    {
        if (!_block || plan.Missing.Count == 0) return true;
        var (title, text, verb) = (Counted("Import.BlockTitle", plan.Missing.Count), T["Import.BlockText"], Counted("Import.Apply", plan.WriteCount));
        return plan.Missing.Count > TokenDesk.Many
            ? await Ask.TypedAsync(title, text, verb, Formats.Number(plan.Missing.Count))
            : await Ask.ConfirmAsync(title, text, verb, danger: true);
    }

    private async Task ReportAsync()
    {
        if (_file is not { } file) return;
        await Files.GiveAsync("tokens-refused", Words.Report(), file.Refused);
    }

    private void Again()
    {
        (_file, _plan, _done, _stale, _name, _text, _error, _fault) = (null, null, null, [], "", "", null, null);
        (_update, _block) = (true, false);
    }

    private List<TabItem> Tabs(ImportPlan plan)
    {
        var tabs = new List<TabItem>();
        Add(ImportRows.Refused, plan.File.Refused.Count);
        Add(ImportRows.Changed, plan.Changed.Count);
        Add(ImportRows.Added, plan.Added.Count);
        Add(ImportRows.Kept, plan.Kept.Count);
        if (_block) Add(ImportRows.Missing, plan.Missing.Count);
        if (tabs.Count == 0) tabs.Add(new TabItem(ImportRows.Added, T["Import.Tab.added"], Formats.Number(0)));
        return tabs;

        void Add(string key, int count)
        {
            if (count > 0) tabs.Add(new TabItem(key, T[$"Import.Tab.{key}"], Formats.Number(count)));
        }
    }

    private string Counted(string key, int count) => T[count == 1 ? $"{key}.One" : key, Formats.Number(count)];
}
