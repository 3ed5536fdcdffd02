using System.Text.Json.Nodes;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>An answer to a request that was in order.</summary>
public sealed record ApiAnswer(int Status, string Description)
{
    public string MediaType { get; init; } = "application/json";

    /// <summary>What the same may be answered as where the request asks for it.</summary>
    public string? OtherMediaType { get; init; }

    /// <summary>Of the body; null for none.</summary>
    public JsonObject? Schema { get; init; }

    /// <summary>The records that the schema refers to.</summary>
    public IReadOnlyList<Type> Views { get; init; } = [];

    public JsonObject ToJson(bool withBody)
    {
        JsonObject json = new() { ["description"] = Description };
        if (Schema is not null && withBody)
        {
            JsonObject content = new() { [MediaType] = new JsonObject { ["schema"] = Schema.DeepClone() } };
            if (OtherMediaType is not null)
            {
                content[OtherMediaType] = new JsonObject { ["schema"] = Schemas.Binary() };
            }

            json["content"] = content;
        }

        return json;
    }
}
