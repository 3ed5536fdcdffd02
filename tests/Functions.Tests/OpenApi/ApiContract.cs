using System.Text.Json.Nodes;
using NJsonSchema;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>The description that the app gives of itself, made strict: what a schema does not name may not be answered.</summary>
internal sealed class ApiContract
{
    public const string Address = "/api/openapi.json";

    private readonly IDictionary<string, JsonSchema> _schemas;

    private ApiContract(JsonObject document, IReadOnlyList<ContractOperation> operations, IDictionary<string, JsonSchema> schemas) =>
        (Document, Operations, _schemas) = (document, operations, schemas);

    public JsonObject Document { get; }

    public IReadOnlyList<ContractOperation> Operations { get; }

    public static async Task<ApiContract> ReadAsync(HttpClient client)
    {
        var document = JsonNode.Parse(await client.GetStringAsync(new Uri(Address, UriKind.Relative)))!.AsObject();
        List<ContractOperation> operations =
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(item =>
                new ContractOperation(item.Key.ToUpperInvariant(), path.Key, item.Value!.AsObject()))),
        ];

        // A schema of each answer stands among those that it refers to.
        JsonObject definitions = new(document["components"]!["schemas"]!.AsObject().Select(schema => Strict(schema.Key, schema.Value!)));
        foreach (var (name, schema) in operations.SelectMany(operation => operation.AnswerSchemas()))
        {
            definitions[name] = Strict(name, schema).Value;
        }

        var text = new JsonObject { ["definitions"] = definitions }.ToJsonString()
            .Replace("#/components/schemas/", "#/definitions/", StringComparison.Ordinal);
        return new ApiContract(document, operations, (await JsonSchema.FromJsonAsync(text)).Definitions);
    }

    /// <summary>
    /// The operation that a request is for; null where the description has none. Routes take an address with a slash at its
    /// end as the one without.
    /// </summary>
    public ContractOperation? Find(string method, string path) => Operations
        .Where(operation => operation.Method == method && (operation.Path.IsMatch(path) || operation.Path.IsMatch(path.TrimEnd('/'))))
        .MaxBy(operation => operation.FixedLength);

    public IEnumerable<string> Violations(string schema, string body) =>
        _schemas[schema].Validate(body).Select(error => error.ToString());

    private static KeyValuePair<string, JsonNode?> Strict(string name, JsonNode schema)
    {
        var strict = schema.DeepClone();
        Close(strict);
        return new(name, strict);
    }

    private static void Close(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject schema:
                if (schema["properties"] is JsonObject && !schema.ContainsKey("additionalProperties"))
                {
                    schema["additionalProperties"] = false;
                }

                foreach (var member in schema.ToList())
                {
                    Close(member.Value);
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Close(item);
                }

                break;
        }
    }
}
