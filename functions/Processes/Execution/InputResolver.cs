using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Outbound;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>
/// Takes the values of inputs out of what <c>inlineOrRefData.yaml</c> allows - a plain value, a qualified one, or a link,
/// which is fetched - and checks each against its schema.
/// </summary>
public sealed class InputResolver(OutboundHttp http)
{
    /// <param name="process">Whose inputs these are.</param>
    /// <param name="given">The inputs as they were sent.</param>
    /// <param name="maxBytes">Most that is fetched for one value.</param>
    /// <param name="errors">Takes what is wrong, by <c>inputs.{name}</c>.</param>
    /// <param name="cancellationToken">Ends the fetching.</param>
    /// <returns>A value or a list of values by name, without those that are wrong.</returns>
    internal async Task<Dictionary<string, InputValue>> ResolveAsync(
        ProcessDescription process,
        IReadOnlyDictionary<string, JsonNode?> given,
        long maxBytes,
        RequestErrors errors,
        CancellationToken cancellationToken)
    {
        Dictionary<string, InputValue> resolved = new(StringComparer.Ordinal);
        foreach (var (name, sent) in given)
        {
            var (input, field) = (process.Inputs[name], $"inputs.{name}");
            var isList = input.MaxOccurs is not 1;
            List<JsonNode?> parts = isList && sent is JsonArray list ? [.. list] : [sent];
            if (parts.Count < input.MinOccurs || parts.Count > (input.MaxOccurs ?? int.MaxValue))
            {
                errors.Add(field, $"has {parts.Count} values; {Cardinality(input)}.");
                continue;
            }

            List<InputValue> values = [];
            foreach (var (index, part) in parts.Index())
            {
                if (await ValueAsync(part, input, maxBytes, isList ? $"{field}[{index}]" : field, errors, cancellationToken) is { } value)
                {
                    values.Add(value);
                }
            }

            if (values.Count == parts.Count)
            {
                resolved[name] = isList
                    ? new InputValue(new JsonArray([.. values.Select(value => value.Value?.DeepClone())]))
                    : values[0];
            }
        }

        return resolved;
    }

    private async Task<InputValue?> ValueAsync(
        JsonNode? part, ProcessInput input, long maxBytes, string field, RequestErrors errors, CancellationToken cancellationToken)
    {
        var value = part switch
        {
            JsonObject link when link["href"] is JsonValue href && href.GetValueKind() is JsonValueKind.String =>
                await FetchAsync(href.GetValue<string>(), link["type"]?.ToString(), maxBytes, field, errors, cancellationToken),
            JsonObject qualified when qualified.ContainsKey("value") =>
                new InputValue(qualified["value"], qualified["mediaType"]?.ToString()),
            _ => new InputValue(part),
        };
        if (value is null)
        {
            return null;
        }

        var faults = ValueSchema.Check(input.Schema, value.Value, value.MediaType);
        foreach (var fault in faults)
        {
            errors.Add(field, fault);
        }

        return faults.Count == 0 ? value : null;
    }

    private async Task<InputValue?> FetchAsync(
        string address, string? type, long maxBytes, string field, RequestErrors errors, CancellationToken cancellationToken)
    {
        if (OutboundRules.Fault(address) is { } fault)
        {
            errors.Add($"{field}.href", fault);
            return null;
        }

        try
        {
            var (content, contentType) = await http.GetAsync(new Uri(address), maxBytes, cancellationToken);
            return ToValue(content, type ?? contentType);
        }
        catch (OutboundException failed)
        {
            errors.Add($"{field}.href", failed.Message);
            return null;
        }
    }

    /// <summary>JSON as JSON, text as a string, all else in base 64.</summary>
    internal static InputValue ToValue(byte[] content, string? contentType)
    {
        var mediaType = contentType?.Split(';')[0].Trim();
        if (mediaType is not null && (mediaType.EndsWith("/json", StringComparison.Ordinal) || mediaType.EndsWith("+json", StringComparison.Ordinal)) &&
            JsonText.Parse(content, out var fault) is { } element && fault is null)
        {
            return new InputValue(JsonNode.Parse(element.GetRawText()), mediaType);
        }

        var isText = mediaType is null || mediaType.StartsWith("text/", StringComparison.Ordinal) || mediaType.EndsWith("xml", StringComparison.Ordinal);
        return new InputValue(
            JsonValue.Create(isText ? System.Text.Encoding.UTF8.GetString(content) : Convert.ToBase64String(content)), mediaType);
    }

    private static string Cardinality(ProcessInput input) => input.MaxOccurs is { } most
        ? $"it takes {input.MinOccurs} to {most}"
        : $"it takes {input.MinOccurs} or more";
}
