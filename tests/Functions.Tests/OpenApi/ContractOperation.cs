using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>An operation of the description.</summary>
internal sealed record ContractOperation(string Method, string Template, JsonObject Description)
{
    public string Id => Description["operationId"]!.GetValue<string>();

    /// <summary>Of addresses without their queries. A path may have slashes.</summary>
    public Regex Path { get; } = new(
        "^" + Regex.Replace(Regex.Escape(Template).Replace("}", @"\}"), @"\\\{(\w+)\\\}", match => match.Groups[1].Value == "path" ? ".+" : "[^/]+") + "$");

    /// <summary>How much of the address is the same for all.</summary>
    public int FixedLength => Regex.Replace(Template, @"\{\w+\}", "").Length;

    public IEnumerable<JsonObject> Parameters => Description["parameters"]!.AsArray().Select(parameter => parameter!.AsObject());

    public JsonObject? JsonBody => Description["requestBody"]?["content"]?["application/json"]?.AsObject();

    public JsonObject? Answer(int status) => Description["responses"]![$"{status}"]?.AsObject();

    /// <summary>What the media types of an answer are; empty for one without a body.</summary>
    public static IReadOnlyList<string> MediaTypes(JsonObject answer) =>
        [.. (answer["content"]?.AsObject() ?? []).Select(content => content.Key)];

    public string SchemaName(int status) => $"{Id}{status}";

    /// <summary>The schemas of what it answers in JSON, by <see cref="SchemaName"/>.</summary>
    public IEnumerable<(string Name, JsonNode Schema)> AnswerSchemas() =>
        from response in Description["responses"]!.AsObject()
        where int.TryParse(response.Key, out _)
        let schema = response.Value!["content"]?["application/json"]?["schema"]
        where schema is not null
        select (SchemaName(int.Parse(response.Key)), schema);
}
