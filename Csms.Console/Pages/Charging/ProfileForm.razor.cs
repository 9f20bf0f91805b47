using System.Globalization;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Texts;
using Csms.Engine.Energy.Profiles;
using Csms.Engine.Events.Charging;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Radzen;

namespace Csms.Console.Pages.Charging;

/// <summary>Sets a charging profile, or changes one of ours; turns into the command's life once it is given.</summary>
public sealed partial class ProfileForm
{
    private static readonly int[] _waits = [15, 60, 1440];

    private ProfileDraft _draft = new();
    private ProfileGround _ground = null!;
    private IReadOnlyDictionary<string, ProfileFault> _faults = new Dictionary<string, ProfileFault>();
    private IReadOnlyList<KeyValuePair<RateUnit, string>> _units = [];
    private StationCommand? _command;
    private int _waitMinutes = 60;
    private bool _tried, _refused, _sending, _ownLevel, _more;

    [Inject] private ChargingBook Book { get; set; } = null!;
    [Inject] private StationRegistry Registry { get; set; } = null!;
    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private ChargingWords Words { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;
    [Inject] private DialogService Dialogs { get; set; } = null!;
    [Inject] private TimeProvider Time { get; set; } = null!;
    [Inject] private IStringLocalizer<StationTexts> Commands { get; set; } = null!;

    /// <summary>To whom.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>Zone of its site.</summary>
    [Parameter] public TimeZoneInfo? Zone { get; set; }

    /// <summary>What is changed; null: a new one.</summary>
    [Parameter] public HeldProfile? Held { get; set; }

    /// <summary>EVSE that the person came from; 0: the station.</summary>
    [Parameter] public int EvseId { get; set; }

    private TimeZoneInfo In => Zone ?? Formats.Zone;

    private string ZoneName => Zone is null ? Formats.ZoneName : Zone.Id;

    private bool HasSteps => _draft.Kind != ProfileKind.Dynamic;

    private string? Transaction => _draft.Purpose == ProfilePurpose.TxProfile && _ground.Running.TryGetValue(_draft.EvseId, out var transaction) ? T["Form.Transaction", transaction].Value : null;

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        Look();
        if (Held is not null && ProfileDraft.Of(Held, In) is { } draft)
        {
            (_draft, _ownLevel, _more) = (draft, true, AdvancedRules.IsUsed(draft));
        }
        else
        {
            var local = TimeZoneInfo.ConvertTime(_ground.Now, In).DateTime;
            _draft = new ProfileDraft { EvseId = EvseId, Start = local.Date.AddHours(local.Hour).AddMinutes(local.Minute), Unit = _ground.Ability.TakesW ? RateUnit.W : RateUnit.A };
            Level();
        }

        _units = [.. new[] { KeyValuePair.Create(RateUnit.W, "kW"), KeyValuePair.Create(RateUnit.A, "A") }.Where(unit => unit.Key == _draft.Unit || (unit.Key == RateUnit.W ? _ground.Ability.TakesW : _ground.Ability.TakesA))];
    }

    private void Look()
    {
        Station = Registry.Find(Station.Id) ?? Station;
        _ground = new ProfileGround(
            Station.OcppVersion, Book.AbilityOf(Station.Id), Book.Find(Station.Id).Profiles,
            Station.Sessions.Sessions.Where(session => session.IsActive).GroupBy(session => session.EvseId).ToDictionary(group => group.Key, group => group.Last().TransactionId), In, Time.GetUtcNow());
    }

    private void OnPurpose(ChangeEventArgs change)
    {
        if (!Enum.TryParse<ProfilePurpose>(change.Value as string, out var purpose)) return;
        _draft.Purpose = purpose;
        if (purpose == ProfilePurpose.ChargingStationMaxProfile) _draft.EvseId = 0;
        else if (purpose == ProfilePurpose.TxProfile && _draft.EvseId == 0) _draft.EvseId = _ground.Running.Keys.Order().FirstOrDefault(Station.Evses.FirstOrDefault()?.Id ?? 0);
        if (!ProfileRules.Kinds(purpose, _ground.OcppVersion).Contains(_draft.Kind)) _draft.Kind = ProfileKind.Absolute;
        Level();
        Judge();
    }

    private void OnEvse(ChangeEventArgs change)
    {
        if (!int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var evse)) return;
        _draft.EvseId = evse;
        Level();
        Judge();
    }

    private void Level()
    {
        if (!_ownLevel) _draft.Level = ProfileRules.FreeLevel(_ground, _draft.Purpose, _draft.EvseId, _draft.Id).ToString(CultureInfo.InvariantCulture);
    }

    private void OneStep()
    {
        while (_draft.Kind == ProfileKind.Dynamic && _draft.Periods.Count > 1) _draft.Periods.RemoveAt(1);
        Judge();
    }

    private void AddStep()
    {
        var last = _draft.Periods.Count == 0 ? 0 : ProfileRules.Seconds(_draft.Periods[^1].From) ?? 0;
        _draft.Periods.Add(new PeriodDraft { From = ProfileRules.Clock(last + 3600) });
    }

    private void Judge() => _faults = _tried ? ProfileRules.Check(_draft, _ground) : _faults;

    private bool UsesLimit(PeriodDraft period) => ModeRules.Of(AdvancedRules.HasModes(_ground.OcppVersion) ? period.Mode : null).Limit != MemberUse.No;

    private bool HasStepMore(PeriodDraft period) => AdvancedRules.HasModes(_ground.OcppVersion) || (AdvancedRules.NamesPhase(_ground.OcppVersion) && period.Phases == 1);

    private string? Invalid(string member) => _tried && _faults.ContainsKey(member) ? "true" : null;

    private RenderFragment Wrong(string member, string? hint) => builder =>
    {
        var fault = _tried ? _faults.GetValueOrDefault(member) : null;
        if (fault is null && hint is null) return;
        builder.OpenElement(0, "span");
        builder.AddAttribute(1, "class", fault is null ? "hint" : "wrong");
        builder.AddContent(2, fault is null ? hint : T[$"Fault.{fault.Key}", fault.Values].Value);
        builder.CloseElement();
    };

    /// <summary>By the clock of the site, where the schedule has a start.</summary>
    private string? ClockOf(PeriodDraft period) =>
        _draft.Kind is ProfileKind.Absolute or ProfileKind.Recurring && _draft.Start is { } start && ProfileRules.Seconds(period.From) is { } from
            ? Formats.Time(ProfileRules.Utc(start, In).AddSeconds(from), _ground.Now, In)
            : null;

    private async Task SendAsync()
    {
        if (_sending) return;
        Look();
        _tried = true;
        Judge();
        if (_faults.Count > 0)
        {
            _more = _more || AdvancedRules.IsUsed(_draft); // what is wrong shows
            return;
        }

        _sending = true;
        try
        {
            var wait = Station.Link == LinkState.Online ? (TimeSpan?)null : TimeSpan.FromMinutes(_waitMinutes);
            _command = await Executor.StartAsync(Station.Id, "SetChargingProfile", ProfileRules.Body(_draft, _ground), waitFor: wait);
            _refused = _command is null;
        }
        finally
        {
            _sending = false;
        }
    }
}
