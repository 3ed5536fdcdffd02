using System.Text.Json.Nodes;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>A field of an object.</summary>
internal sealed record SchemaField(string Name, JsonObject Schema, string Description)
{
    public bool IsRequired { get; private init; }

    private bool MayBeNull { get; init; }

    /// <summary>Of a request: null counts as absent.</summary>
    public static SchemaField Optional(string name, JsonObject schema, string description) =>
        new(name, schema, description) { MayBeNull = true };

    /// <summary>Of a request.</summary>
    public static SchemaField Required(string name, JsonObject schema, string description) =>
        new(name, schema, description) { IsRequired = true };

    /// <summary>Of an answer, in which nothing is null.</summary>
    public static SchemaField Answered(string name, JsonObject schema, string description = "") => new(name, schema, description);

    /// <summary>As <see cref="Answered"/>, and never missing.</summary>
    public static SchemaField Always(string name, JsonObject schema, string description = "") =>
        Answered(name, schema, description) with { IsRequired = true };

    public JsonObject ToJson()
    {
        var json = Schema.DeepClone().AsObject();
        if (Description.Length > 0)
        {
            json["description"] = Description;
        }

        if (MayBeNull)
        {
            json["nullable"] = true;
        }

        return json;
    }
}
