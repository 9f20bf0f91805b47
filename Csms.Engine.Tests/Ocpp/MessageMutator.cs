using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Csms.Engine.Ocpp.Wire;

namespace Csms.Engine.Tests.Ocpp;

/// <summary>Breaks every constraint of a schema once, each in its own copy of a full sample.</summary>
internal sealed class MessageMutator(OfficialSchema schema, JsonObject sample)
{
    private delegate void Change(JsonNode parent);

    public IEnumerable<MessageMutation> All() => Below(schema.Root, sample, root => root, "");

    private IEnumerable<MessageMutation> Below(JsonElement unresolved, JsonObject value, Func<JsonNode, JsonNode> locate, string path)
    {
        var part = schema.Resolve(unresolved);
        if (!part.TryGetProperty("properties", out var properties))
        {
            properties = JsonDocument.Parse("{}").RootElement;
        }

        var required = part.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(name => name.GetString()!).ToHashSet() : [];
        var prefix = path.Length == 0 ? "" : path + ".";
        yield return Copy(locate, o => o["notInTheSchema"] = 1, null, WireDeviationKind.UnknownMember, prefix + "notInTheSchema");
        foreach (var property in properties.EnumerateObject())
        {
            var name = property.Name;
            var at = prefix + name;
            if (required.Contains(name))
            {
                yield return Copy(locate, o => o.AsObject().Remove(name), WireViolationKind.MissingField, null, at);
                yield return Copy(locate, o => o[name] = null, WireViolationKind.WrongType, null, at);
            }
            else
            {
                yield return Copy(locate, o => o[name] = null, null, WireDeviationKind.NullMember, at);
            }

            if (name == "customData")
            {
                continue;
            }

            foreach (var mutation in Value(schema.Resolve(property.Value), value[name]!, o => locate(o)[name]!, (o, node) => locate(o)[name] = node, at))
            {
                yield return mutation;
            }
        }
    }

    private IEnumerable<MessageMutation> Value(JsonElement part, JsonNode value, Func<JsonNode, JsonNode> locate, Action<JsonNode, JsonNode?> replace, string path)
    {
        MessageMutation With(JsonNode node, WireViolationKind kind)
        {
            var copy = (JsonObject)sample.DeepClone();
            replace(copy, node);
            return new MessageMutation(copy, kind, null, path);
        }

        switch (part.TryGetProperty("type", out var type) ? type.GetString() : null)
        {
            case "string":
                yield return With(true, WireViolationKind.WrongType);
                yield return With(new JsonObject(), WireViolationKind.WrongType);
                if (part.TryGetProperty("maxLength", out var longest))
                {
                    yield return With(new string('x', longest.GetInt32() + 1), WireViolationKind.TooLong);
                }

                if (part.TryGetProperty("enum", out _))
                {
                    yield return With(value.GetValue<string>() + "x", WireViolationKind.NotInEnum);
                    yield return With("", WireViolationKind.NotInEnum);
                }

                if (part.TryGetProperty("format", out var format) && format.GetString() == "date-time")
                {
                    yield return With("yesterday at noon, more or less", WireViolationKind.WrongType);
                    yield return With("2026-13-01T00:00:00Z", WireViolationKind.WrongType);
                }

                break;
            case "integer":
                yield return With("1", WireViolationKind.WrongType);
                yield return With(1.5m, WireViolationKind.WrongType);
                foreach (var beyond in Beyond(part))
                {
                    yield return With(beyond, WireViolationKind.OutOfRange);
                }

                break;
            case "number":
                yield return With("1.5", WireViolationKind.WrongType);
                foreach (var beyond in Beyond(part))
                {
                    yield return With(beyond, WireViolationKind.OutOfRange);
                }

                break;
            case "boolean":
                yield return With("true", WireViolationKind.WrongType);
                yield return With(1, WireViolationKind.WrongType);
                break;
            case "object":
                yield return With(new JsonArray(), WireViolationKind.WrongType);
                foreach (var mutation in Below(part, (JsonObject)value, locate, path))
                {
                    yield return mutation;
                }

                break;
            case "array":
                yield return With(new JsonObject(), WireViolationKind.WrongType);
                var item = schema.Resolve(part.GetProperty("items"));
                if (part.TryGetProperty("minItems", out var least) && least.GetInt32() > 0)
                {
                    yield return With(new JsonArray(), WireViolationKind.TooFew);
                }

                if (part.TryGetProperty("maxItems", out var most))
                {
                    yield return With(new JsonArray([.. Enumerable.Range(0, most.GetInt32() + 1).Select(_ => value[0]!.DeepClone())]), WireViolationKind.TooMany);
                }

                foreach (var mutation in Value(item, value[0]!, o => locate(o)[0]!, (o, node) => locate(o)[0] = node, path + "[0]"))
                {
                    yield return mutation;
                }

                break;
        }
    }

    private static IEnumerable<decimal> Beyond(JsonElement part)
    {
        if (part.TryGetProperty("minimum", out var least))
        {
            yield return least.GetDecimal() - 1;
        }

        if (part.TryGetProperty("maximum", out var most))
        {
            yield return most.GetDecimal() + 1;
        }

        if (part.TryGetProperty("multipleOf", out var step))
        {
            yield return step.GetDecimal() * 1.5m;
        }
    }

    private MessageMutation Copy(Func<JsonNode, JsonNode> locate, Change change, WireViolationKind? kind, WireDeviationKind? deviation, string path)
    {
        var copy = (JsonObject)sample.DeepClone();
        change(locate(copy));
        return new MessageMutation(copy, kind, deviation, path);
    }
}
