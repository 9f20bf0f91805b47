using Csms.Console.Security.ApiKeys;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Csms.Console.Api.OpenApi;

/// <summary>`/openapi/v1.json`: the API described by itself. It holds no secret and needs no key.</summary>
internal static class OpenApiSetup
{
    private const string Prefix = "api/v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith(Prefix, StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Csms",
                Version = "v1",
                Description = "Charging stations, their sessions, tokens and messages. Lists take limit and cursor; errors are problem details (RFC 9457); times are UTC.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[ApiKeyHandler.Scheme] =
                new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "An API key of this program." };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(ApiKeyHandler.Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
        options.AddSchemaTransformer(ShapeAsync);
    });

    /// <summary>JSON to the letter has the members of its type.</summary>
    private static async Task ShapeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        if (context.JsonPropertyInfo is not null || schema.Properties is not { Count: > 0 } members) return;
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.GetCustomAttributes(typeof(ShapedAsAttribute), inherit: false) is [ShapedAsAttribute shaped])
                members[property.Name] = await context.GetOrCreateSchemaAsync(shaped.Type, cancellationToken: cancellation);
        }
    }

    private static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var parameter in metadata.OfType<QueryParameter>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = parameter.Name,
                In = ParameterLocation.Query,
                Description = parameter.Text,
                Schema = new OpenApiSchema { Type = parameter.Name is "limit" or "queueFor" ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
        }

        if (metadata.OfType<BodyType>().LastOrDefault() is not { } body) return;
        var schema = body.Type is null ? new OpenApiSchema { Type = body.Media == BodyType.Json ? JsonSchemaType.Object : JsonSchemaType.String } : await context.GetOrCreateSchemaAsync(body.Type, cancellationToken: cancellation);
        operation.RequestBody = new OpenApiRequestBody { Content = new Dictionary<string, OpenApiMediaType> { [body.Media] = new() { Schema = schema } } };
    }
}
