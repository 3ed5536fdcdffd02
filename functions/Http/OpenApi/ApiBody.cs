using System.Text.Json.Nodes;

namespace CloudWorkspaces.Http.OpenApi;

/// <summary>The body of a request.</summary>
/// <param name="Schema">Of the JSON object; null for a body that is no JSON.</param>
/// <param name="Example">One that is taken where what it names exists.</param>
/// <param name="IsOptional">Whether no body means one without fields.</param>
public sealed record ApiBody(JsonObject? Schema, JsonObject? Example, bool IsOptional)
{
    /// <summary>Of <c>multipart/form-data</c>, where that is taken as well.</summary>
    public JsonObject? Form { get; init; }

    public string Description { get; private init; } = "";

    public static ApiBody Binary(string description) => new(null, null, false) { Description = description };

    public JsonObject ToJson()
    {
        JsonObject content = [];
        if (Schema is null)
        {
            content["*/*"] = new JsonObject { ["schema"] = Schemas.Binary() };
        }
        else
        {
            content["application/json"] = new JsonObject { ["schema"] = Schema.DeepClone(), ["example"] = Example!.DeepClone() };
        }

        if (Form is not null)
        {
            content["multipart/form-data"] = new JsonObject { ["schema"] = Form.DeepClone() };
        }

        JsonObject json = new() { ["required"] = !IsOptional, ["content"] = content };
        if (Description.Length > 0)
        {
            json["description"] = Description;
        }

        return json;
    }
}
