using System.Text.Json;
using Csms.Console.Exports;
using Csms.Console.Security;
using Csms.Engine.LiveView;
using Csms.Engine.Stations;
using Csms.Engine.Stations.Configuration;
using Csms.Engine.Units;

namespace Csms.Console.Pages.Configuration;

/// <summary>`/stations/{id}/configuration.csv` and `.json`: everything that a station told of itself, secrets left out.</summary>
internal static class ConfigurationExport
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static void MapConfigurationExport(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/stations/{id}/configuration.csv", async (HttpContext context, string id, AccessScope scope, LiveBoard board, ConfigurationReader reader) =>
        {
            if (Find(id, scope, board) is not { } station) return Results.NotFound();
            await Csv.WriteAsync(context, $"configuration-{id}", _columns, Lines(await reader.AllAsync(station.Key, context.RequestAborted)));
            return Results.Empty;
        }).RequireAuthorization(Permissions.StationsRead).ExcludeFromDescription();
        routes.MapGet("/stations/{id}/configuration.json", async (HttpContext context, string id, AccessScope scope, LiveBoard board, ConfigurationReader reader) =>
        {
            if (Find(id, scope, board) is not { } station) return Results.NotFound();
            var held = await reader.AllAsync(station.Key, context.RequestAborted);
            context.Response.Headers.CacheControl = "no-store";
            return Results.File(JsonSerializer.SerializeToUtf8Bytes(held.Select(Told), _json), "application/json", $"configuration-{id}.json");
        }).RequireAuthorization(Permissions.StationsRead).ExcludeFromDescription();
    }

    private static readonly IReadOnlyList<CsvColumn<(HeldVariable Held, HeldAttribute Attribute)>> _columns =
    [
        new("component", line => line.Held.Address.Component),
        new("component_instance", line => line.Held.Address.ComponentInstance),
        new("evse_id", line => line.Held.Address.EvseId),
        new("connector_id", line => line.Held.Address.ConnectorId),
        new("variable", line => line.Held.Address.Variable),
        new("variable_instance", line => line.Held.Address.VariableInstance),
        new("key", line => line.Held.Key),
        new("attribute", line => line.Attribute.Type),
        new("value", line => line.Attribute.Value),
        new("unit", line => line.Held.Characteristics.Unit),
        new("data_type", line => line.Held.Characteristics.DataType),
        new("mutability", line => line.Attribute.Mutability),
        new("told_at", line => line.Attribute.At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture)),
    ];

    private static StationState? Find(string id, AccessScope scope, LiveBoard board) => StationId.TryParse(id, out var station) ? board.Find(station, scope.Live()) : null;

    private static IEnumerable<(HeldVariable, HeldAttribute)> Lines(IEnumerable<HeldVariable> held) => held.SelectMany(each => each.Attributes.Select(attribute => (each, attribute)));

    private static object Told(HeldVariable held) => new
    {
        held.Address.Component, held.Address.ComponentInstance, held.Address.EvseId, held.Address.ConnectorId, held.Address.Variable, held.Address.VariableInstance,
        held.Key, held.Attributes, held.Characteristics,
    };
}
