using System.Text.Json.Nodes;

namespace CloudWorkspaces.Agent.Tests.Containers;

/// <summary>Notebooks of Python cells.</summary>
internal static class TestNotebook
{
    public static string Of(params string[] cells) => Create("python3", [.. cells.Select(cell => Code(cell))]);

    public static string Create(string? kernel, params JsonObject[] cells) => new JsonObject
    {
        ["cells"] = new JsonArray([.. cells]),
        ["metadata"] = kernel is null ? new JsonObject() : new JsonObject
        {
            ["kernelspec"] = new JsonObject
            {
                ["name"] = kernel,
                ["display_name"] = kernel,
                ["language"] = "python",
            },
        },
        ["nbformat"] = 4,
        ["nbformat_minor"] = 4,
    }.ToJsonString();

    public static JsonObject Code(string source, params string[] tags) => new()
    {
        ["cell_type"] = "code",
        ["execution_count"] = null,
        ["metadata"] = new JsonObject { ["tags"] = new JsonArray([.. tags.Select(tag => (JsonNode)tag)]) },
        ["outputs"] = new JsonArray(),
        ["source"] = source,
    };

    public static JsonObject Markdown(string source) => new()
    {
        ["cell_type"] = "markdown",
        ["metadata"] = new JsonObject(),
        ["source"] = source,
    };
}
