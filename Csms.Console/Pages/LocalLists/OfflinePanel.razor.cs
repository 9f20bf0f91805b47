using System.Text.Json.Nodes;
using Csms.Console.Commands;
using Csms.Console.Controls;
using Csms.Console.Pages.Configuration;
using Csms.Console.Security;
using Csms.Console.Templates;
using Csms.Engine.Events;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Commands;
using Csms.Engine.Stations.Configuration;
using Microsoft.AspNetCore.Components;
using Npgsql;

namespace Csms.Console.Pages.LocalLists;

/// <summary>The values that decide who may charge while the station is offline, and who decides while it is not: told, and set one by one.</summary>
public sealed partial class OfflinePanel
{
    private readonly ConfigurationSheet _sheet = new();
    private readonly HashSet<VariableAddress> _absent = [];
    private IReadOnlyList<(OfflineValue Value, ConfigurationRow Row)> _rows = [];
    private string? _error;
    private bool _mayRead, _mayWrite, _busy;

    [Inject] private ConfigurationReader Reader { get; set; } = null!;
    [Inject] private CommandExecutor Executor { get; set; } = null!;
    [Inject] private CommandWords Words { get; set; } = null!;
    [Inject] private Formats Formats { get; set; } = null!;

    /// <summary>Which station.</summary>
    [Parameter, EditorRequired] public StationState Station { get; set; } = null!;

    /// <summary>What the person may.</summary>
    [Parameter, EditorRequired] public AccessScope Scope { get; set; } = null!;

    private bool IsOnline => Station.Link == LinkState.Online;

    private IReadOnlyList<OfflineValue> Values => OfflineValue.Of(Station.OcppVersion);

    /// <inheritdoc />
    protected override void OnParametersSet()
    {
        _mayRead = CommandExecutor.May(Scope, CommandKind.GetVariables, Station);
        _mayWrite = CommandExecutor.May(Scope, CommandKind.SetVariables, Station);
    }

    /// <inheritdoc />
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            var told = (await Reader.SomeAsync([Station.Key], Values.Select(value => value.Address), CancellationToken.None)).GetValueOrDefault(Station.Key) ?? [];
            _sheet.Held = [.. Values.Select(value => Held(value, told.FirstOrDefault(held => held.Address == value.Address)))];
            _error = null;
        }
        catch (NpgsqlException)
        {
            _error = T["Offline.NotRead"]; // what was read before stays
        }

        Show();
    }

    // What the station has not told may be what the standard says.
    private static HeldVariable Held(OfflineValue value, HeldVariable? told)
    {
        var held = told ?? HeldVariable.Of([(new VariableReported { Component = value.Address.Component, Variable = value.Address.Variable }, default)])[0];
        return held.Characteristics.DataType is null ? held with { Characteristics = value.Standard } : held;
    }

    private void Show()
    {
        var rows = _sheet.Rows(null, differing: false).ToDictionary(row => row.Held.Address);
        _rows = [.. Values.Where(value => rows.ContainsKey(value.Address)).Select(value => (value, rows[value.Address]))];
    }

    private string NameOf(ConfigurationRow row) => Station.OcppVersion == "1.6" && row.Held.Key is { } key ? key : row.Held.Address.ToString();

    private string Shown(ConfigurationRow row) => row.Held.Value switch
    {
        null => Formats.Unknown,
        "true" => T["Offline.Yes"],
        "false" => T["Offline.No"],
        var other => other,
    };

    private void Edit(ConfigurationRow row, string? text)
    {
        _sheet.Edit(row.Held, text ?? "");
        Show();
    }

    private Task SetAsync(ConfigurationRow row)
    {
        if (row.Edit is not { } value || row.Fault is not null) return Task.CompletedTask;
        IReadOnlyList<WantedValue> wanted = [new(row.Held.Address, value)];
        return AskAsync("SetVariables", ConfigurationTemplate.Body(wanted), response => _sheet.Answered(wanted, response));
    }

    private Task ReadAsync()
    {
        IReadOnlyList<VariableAddress> asked = [.. Values.Select(value => value.Address)];
        return AskAsync("GetVariables", ConfigurationTemplate.Question(asked), response =>
        {
            _absent.Clear();
            foreach (var (address, result) in asked.Zip((response["getVariableResult"] as JsonArray ?? []).OfType<JsonObject>()))
                if (result["attributeStatus"]?.ToString() is "UnknownComponent" or "UnknownVariable") _absent.Add(address);
        });
    }

    private async Task AskAsync(string action, JsonObject body, Action<JsonObject> answered)
    {
        if (_busy) return;
        (_busy, _error) = (true, null);
        try
        {
            var command = await Executor.AskAsync(Station.Id, action, body);
            if (command is { Stage: CommandStage.Answered or CommandStage.Observed, Response: { } response })
            {
                answered(response);
                await LoadAsync();
            }
            else
            {
                _error = command is null ? L["Denied.Title"].Value : Words.Result(command);
            }
        }
        catch (NpgsqlException)
        {
            _error = T["Offline.NotRead"];
        }
        finally
        {
            _busy = false;
        }
    }
}
