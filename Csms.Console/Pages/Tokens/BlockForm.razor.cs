using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Security;
using Csms.Console.Texts;
using Csms.Console.Tokens;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Npgsql;
using Radzen;

namespace Csms.Console.Pages.Tokens;

/// <summary>The question before tokens are blocked everywhere, which turns into what became of each step. Closes with true when they are blocked.</summary>
public sealed partial class BlockForm
{
    private const int LostCardMinutes = 1440;

    private readonly Dictionary<BlockStations, int> _targets = [];
    private BlockPreview? _preview;
    private BlockResult? _done;
    private BlockStations _stations;
    private int? _waitMinutes = LostCardMinutes;
    private string _reason = "", _typed = "";
    private string? _error;
    private bool _stop, _busy;

    [Inject] private BlockDesk Desk { get; set; } = null!;
    [Inject] private IUserScope Scope { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private IStringLocalizer<StationTexts> S { get; set; } = null!;
    [Inject] private IStringLocalizer<BulkTexts> B { get; set; } = null!;

    /// <summary>Which.</summary>
    [Parameter, EditorRequired] public IReadOnlyList<string> Tokens { get; set; } = [];

    private int Count => _preview is { } preview ? preview.Blocked.Count + preview.Already.Count : 0;

    private bool MustType => Count > TokenDesk.Many;

    private string Word => Formats.Number(Count);

    private IReadOnlyList<StopTarget> Stoppable => [.. _preview!.Sessions.Where(target => target.LeftOut is null)];

    private bool SomeAway => (_stations != BlockStations.None && _preview!.Caches.Away.Count > 0) || (_stop && Stoppable.Any(target => target.Away));

    private BlockWish Wish => new(
        Tokens, _stop, _stations, _waitMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null, string.IsNullOrWhiteSpace(_reason) ? null : _reason.Trim());

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Tokens.Count > BlockDesk.Most)
        {
            _error = T["Block.TooMany", Formats.Number(BlockDesk.Most)];
            return;
        }
        await LookAsync();
        _stop = _preview is not null && Stoppable.Count > 0;
    }

    private async Task LookAsync()
    {
        try
        {
            var scope = await Scope.GetAsync();
            foreach (var choice in (BlockStations[])[BlockStations.WhereUsed, BlockStations.All])
            {
                if (!_targets.ContainsKey(choice)) _targets[choice] = (await Desk.PreviewAsync(scope, Wish with { Stations = choice }, CancellationToken.None)).Caches.Targets.Count;
            }
            _preview = await Desk.PreviewAsync(scope, Wish, CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            _error = T["NotSaved"];
        }
    }

    private async Task ChooseAsync(BlockStations stations)
    {
        _stations = stations;
        await LookAsync();
    }

    private async Task DoAsync()
    {
        if (_busy) return;
        (_busy, _error) = (true, null);
        try
        {
            var scope = await Scope.GetAsync();
            if (!scope.Can(Permissions.TokensWrite))
            {
                _error = L["Denied.Title"];
                return;
            }
            _done = await Desk.BlockAsync(scope, Wish, CancellationToken.None);
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

    private static string? Class(BlockStep step) => step.State switch { BlockStepState.Done => "done", BlockStepState.Given => "given", _ => "not" };

    private string Sentence(BlockStep step) => (step.Kind, step.State) switch
    {
        (BlockStepKind.LocalLists, _) => Lists(step.Count, step.LeftOut),
        (_, BlockStepState.NotAsked) => T["Block.NotAsked"],
        (BlockStepKind.Sessions, BlockStepState.Nobody) => T["Block.NoSession"],
        (BlockStepKind.Caches, BlockStepState.Nobody) => T["Block.NoStation"],
        (BlockStepKind.Status, _) => Counted("Block.Did", step.Count),
        (BlockStepKind.Sessions, _) => Counted("Block.Stopped", step.Count),
        (BlockStepKind.Caches, _) => Counted("Block.Cleared", step.Count),
        _ => throw new InvalidOperationException($"no step {step.Kind}"),
    };

    private string Lists(int following, int byHand) => following + byHand == 0 ? T["Block.NoLists"]
        : string.Join(" ", new[] { following > 0 ? Counted("Block.Lists", following) : null, byHand > 0 ? Counted("Block.ListsByHand", byHand) : null }.OfType<string>());

    private string Of(IStringLocalizer texts, string key, int count) => texts[count == 1 ? $"{key}.One" : key, Formats.Number(count)];

    private string Counted(string key, int count) => Of(T, key, count);
}
