using System.Text.Json.Nodes;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>The description of <c>/api</c> as OpenAPI 3.0: what the features say of their functions, and what holds for all.</summary>
public sealed class ApiDocument(IEnumerable<IApiDescription> descriptions)
{
    private const string Problem = "application/problem+json";

    public static string Version { get; } = typeof(ApiDocument).Assembly.GetName().Version!.ToString(3);

    public JsonObject ToJson()
    {
        var functions = ApiFunction.All.ToDictionary(function => function.Name);
        var features = descriptions.OrderBy(feature => feature.Tag, StringComparer.Ordinal).ToList();
        ViewSchemas views = new();
        views.Add(typeof(Problem));
        JsonObject paths = [];
        foreach (var feature in features)
        {
            foreach (var operation in feature.Operations)
            {
                Add(paths, functions[operation.Function], operation, feature.Tag);
                operation.Answers.SelectMany(answer => answer.Views).ToList().ForEach(views.Add);
            }
        }

        return new JsonObject
        {
            ["openapi"] = "3.0.3",
            ["info"] = Info(),
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. features.Select(feature => new JsonObject { ["name"] = feature.Tag })]),
            ["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() }),
            ["paths"] = new JsonObject(paths.OrderBy(path => path.Key, StringComparer.Ordinal)
                .Select(path => KeyValuePair.Create(path.Key, path.Value?.DeepClone()))),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
                ["responses"] = new JsonObject
                {
                    ["Refused"] = Refusal("The request is refused. What is wrong is named, by field where it is one."),
                    ["Unavailable"] = Refusal("A service that this needs does not answer: try again."),
                },
                ["schemas"] = views.ToJson(),
            },
        };
    }

    private static JsonObject Info() => new()
    {
        ["title"] = "Cloud Workspaces",
        ["version"] = Version,
        ["description"] = "Notebooks in managed sessions and as headless runs. OGC API - Processes is described at /ogc/api.",
    };

    private static void Add(JsonObject paths, ApiFunction function, ApiOperation operation, string tag)
    {
        var path = function.Path + operation.Suffix;
        var item = paths[path] as JsonObject;
        paths[path] = item ??= [];
        foreach (var method in function.Methods)
        {
            item[method] = Operation(function, operation, tag, method);
        }
    }

    private static JsonObject Operation(ApiFunction function, ApiOperation operation, string tag, string method)
    {
        JsonObject json = new()
        {
            ["tags"] = new JsonArray(tag),
            ["operationId"] = method == "head" ? $"{function.Name}Head" : function.Name,
            ["summary"] = operation.Summary,
            ["description"] = function.Access,
            ["parameters"] = new JsonArray([.. Parameters(function, operation, method).Select(parameter => parameter.ToJson())]),
        };
        if (operation.Body is { } body)
        {
            json["requestBody"] = body.ToJson();
        }

        JsonObject responses = new(operation.Answers.Select(answer =>
            KeyValuePair.Create<string, JsonNode?>($"{answer.Status}", answer.ToJson(withBody: method != "head"))))
        {
            ["4XX"] = new JsonObject { ["$ref"] = "#/components/responses/Refused" },
            ["503"] = new JsonObject { ["$ref"] = "#/components/responses/Unavailable" },
        };
        json["responses"] = responses;
        if (function.IsPublic)
        {
            json["security"] = new JsonArray();
        }

        return json;
    }

    private static IEnumerable<ApiParameter> Parameters(ApiFunction function, ApiOperation operation, string method)
    {
        var inPath = function.PathParameters
            .Where(name => operation.Parameters.All(parameter => parameter.Name != name))
            .Select(CommonParameters.InPath);
        var key = method == "post" ? [CommonParameters.IdempotencyKey] : Array.Empty<ApiParameter>();
        return [.. inPath, .. operation.Parameters, .. key];
    }

    private static JsonObject Refusal(string description) => new()
    {
        ["description"] = description,
        ["content"] = new JsonObject { [Problem] = new JsonObject { ["schema"] = Schemas.Of<Problem>() } },
    };
}
