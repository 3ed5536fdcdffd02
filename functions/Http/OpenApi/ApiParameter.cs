using System.Text.Json.Nodes;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>A parameter beside the body.</summary>
public sealed record ApiParameter(string Name, string In, JsonObject Schema, string Description)
{
    public const string InQuery = "query";
    public const string InHeader = "header";
    public const string InPath = "path";

    public bool IsRequired { get; init; }

    public JsonObject ToJson()
    {
        JsonObject json = new()
        {
            ["name"] = Name,
            ["in"] = In,
            ["description"] = Description,
            ["schema"] = Schema.DeepClone(),
        };
        if (IsRequired || In == InPath)
        {
            json["required"] = true;
        }

        return json;
    }
}
