using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NJsonSchema;

namespace CloudWorkspaces.Local.Arm.Tests.Contract;

/// <summary>The operations and schemas of one api-version, made strict: what a schema does not name may not be answered.</summary>
internal sealed class ContractDocument
{
    private static readonly Dictionary<string, Lazy<Task<ContractDocument>>> Loaded =
        new[] { "2023-05-01", "2025-09-01", "2026-07-01" }.ToDictionary(
            version => version, version => new Lazy<Task<ContractDocument>>(() => LoadAsync(version)));

    private readonly List<(Regex Path, JsonObject Operations)> _paths;
    private readonly IDictionary<string, JsonSchema> _schemas;

    private ContractDocument(JsonObject document, JsonObject further, IDictionary<string, JsonSchema> schemas)
    {
        _paths = [.. Members(document, "paths").Concat(Members(further, "paths")).Select(path => (Pattern(path.Key), path.Value!.AsObject()))];
        _schemas = schemas;
    }

    /// <summary>The document of a version, or of the newest one if the version is none.</summary>
    public static Task<ContractDocument> OfAsync(string? version) =>
        (Loaded.GetValueOrDefault(version ?? "") ?? Loaded["2026-07-01"]).Value;

    /// <summary>Null if the document has no such operation; else its answers by status code.</summary>
    public JsonObject? Responses(HttpMethod method, string path) => _paths
        .Where(item => item.Path.IsMatch(path))
        .Select(item => item.Operations[method.Method.ToLowerInvariant()]?["responses"]?.AsObject())
        .FirstOrDefault(responses => responses is not null);

    public IEnumerable<string> Violations(string schema, string body) =>
        _schemas[schema].Validate(body).Select(error => error.ToString());

    private static async Task<ContractDocument> LoadAsync(string version)
    {
        var document = Read($"containerInstance.{version}.json");
        var further = Read("asyncOperations.json");
        var definitions = new JsonObject();
        foreach (var (name, definition) in Members(document, "definitions").Concat(Members(further, "definitions")))
        {
            definitions[name] = Strict(name, definition!);
        }

        var root = await JsonSchema.FromJsonAsync(new JsonObject { ["definitions"] = definitions }.ToJsonString());
        return new ContractDocument(document, further, root.Definitions);
    }

    private static JsonObject Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Specs", file)))!.AsObject();

    private static JsonObject Members(JsonObject document, string name) => document[name]!.AsObject();

    private static Regex Pattern(string template) =>
        new($"^{Regex.Replace(Regex.Escape(template).Replace("}", @"\}"), @"\\\{[^}]+\\\}", "[^/]+")}$", RegexOptions.IgnoreCase);

    private static JsonObject Strict(string name, JsonNode definition)
    {
        var schema = definition.DeepClone().AsObject();
        if (schema["properties"] is JsonObject properties && !name.EndsWith("Response", StringComparison.Ordinal))
        {
            // What is taken and never told again.
            foreach (var secret in properties.Where(property => property.Value!["x-ms-secret"] is not null).Select(property => property.Key).ToList())
            {
                properties.Remove(secret);
                schema["required"]?.AsArray().RemoveAll(required => required!.GetValue<string>() == secret);
            }
        }

        if (schema["properties"] is not null && schema["additionalProperties"] is null)
        {
            schema["additionalProperties"] = false;
        }

        return schema;
    }
}
