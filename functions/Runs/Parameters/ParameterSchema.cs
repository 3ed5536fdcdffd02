using System.Text.Json;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>
/// What a notebook says of its parameters, as JSON Schema, and the check of values against it. A container wrote it: what
/// is not as the agent writes it lets everything pass. The agent has the same check (agent_parameters.py).
/// </summary>
internal sealed class ParameterSchema
{
    private ParameterSchema(JsonElement document) => Document = document;

    public JsonElement Document { get; }

    /// <summary>Why the notebook could not be read; null for a schema.</summary>
    public string? Error => Document.TryGetProperty("error", out var error) ? error.ToString() : null;

    /// <summary>Null for what is no JSON object.</summary>
    public static ParameterSchema? Parse(ReadOnlyMemory<byte> content)
    {
        var document = JsonText.Parse(content, out var fault);
        return fault is null && document is { ValueKind: JsonValueKind.Object } schema ? new(schema) : null;
    }

    /// <param name="parameters">An object.</param>
    /// <param name="field">What the parameters are called in the request.</param>
    /// <param name="errors">Takes each that is unknown or of a wrong type.</param>
    public void Check(JsonElement parameters, string field, RequestErrors errors)
    {
        if (Object(Document, "properties") is not { } known)
        {
            return;
        }

        var closed = Document.TryGetProperty("additionalProperties", out var others) && others.ValueKind is JsonValueKind.False;
        foreach (var parameter in parameters.EnumerateObject())
        {
            if (Object(known, parameter.Name) is { } schema)
            {
                if (!ParameterTypes.Fits(schema, parameter.Value))
                {
                    errors.Add($"{field}.{parameter.Name}", $"must be {ParameterTypes.Describe(schema)}.");
                }
            }
            else if (closed)
            {
                var names = string.Join(", ", known.EnumerateObject().Select(property => property.Name));
                errors.Add($"{field}.{parameter.Name}", $"is not a parameter of the notebook. Parameters are: {names}.");
            }
        }
    }

    private static JsonElement? Object(JsonElement schema, string name) =>
        schema.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Object ? value : null;
}
