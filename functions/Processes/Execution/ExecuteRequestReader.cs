using System.Text.Json;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Outbound;

namespace CloudWorkspaces.Processes.Execution;

/// <summary>
/// Reads <c>execute.yaml</c>. Members beside those that it names are let pass, since the schema lets them; inputs and
/// outputs that the process does not have are errors.
/// </summary>
internal static class ExecuteRequestReader
{
    private const int MaxAddress = 2_000;

    public static ExecuteRequest Read(JsonElement body, ProcessDescription process, RequestErrors errors)
    {
        JsonFields fields = new(body, errors);
        var response = fields.Text("response");
        if (response is not (null or "raw" or "document"))
        {
            errors.Add("response", "must be raw or document.");
        }

        return new ExecuteRequest
        {
            Inputs = Inputs(fields.Object("inputs"), process, errors),
            Outputs = Outputs(fields.Object("outputs"), process, errors),
            AsDocument = response is "document",
            Subscriber = fields.Nested("subscriber") is { } subscriber ? ReadSubscriber(subscriber, errors) : null,
        };
    }

    private static Dictionary<string, JsonNode?> Inputs(JsonElement? inputs, ProcessDescription process, RequestErrors errors)
    {
        Dictionary<string, JsonNode?> read = new(StringComparer.Ordinal);
        foreach (var input in inputs?.EnumerateObject() ?? default)
        {
            if (process.Inputs.ContainsKey(input.Name))
            {
                read[input.Name] = JsonNode.Parse(input.Value.GetRawText());
            }
            else
            {
                errors.Add(
                    $"inputs.{input.Name}",
                    $"is not an input of '{process.Id}'. Inputs are: {string.Join(", ", process.Inputs.Keys.Order(StringComparer.Ordinal))}.");
            }
        }

        foreach (var (name, input) in process.Inputs)
        {
            if (input.MinOccurs > 0 && !read.ContainsKey(name))
            {
                errors.Add($"inputs.{name}", "is missing.");
            }
        }

        return read;
    }

    private static List<ExecutedOutput> Outputs(JsonElement? wanted, ProcessDescription process, RequestErrors errors)
    {
        if (wanted is not { } outputs)
        {
            return [.. process.Outputs.Select(output => new ExecutedOutput(output.Key, output.Value, ByReference: false))];
        }

        List<ExecutedOutput> read = [];
        foreach (var output in outputs.EnumerateObject())
        {
            var field = $"outputs.{output.Name}";
            if (!process.Outputs.TryGetValue(output.Name, out var known))
            {
                errors.Add(
                    field,
                    $"is not an output of '{process.Id}'. Outputs are: {string.Join(", ", process.Outputs.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (output.Value.ValueKind is not JsonValueKind.Object)
            {
                errors.Add(field, "must be an object.");
            }
            else
            {
                JsonFields choice = new(output.Value, errors, $"{field}.");
                read.Add(new ExecutedOutput(output.Name, known, IsByReference(choice, field, errors)));
                CheckFormat(choice, known, field, errors);
            }
        }

        return read;
    }

    private static bool IsByReference(JsonFields choice, string field, RequestErrors errors)
    {
        var mode = choice.Text("transmissionMode");
        if (mode is not (null or "value" or "reference"))
        {
            errors.Add($"{field}.transmissionMode", "must be value or reference.");
        }

        return mode is "reference";
    }

    private static void CheckFormat(JsonFields choice, ProcessOutput output, string field, RequestErrors errors)
    {
        if (choice.Nested("format")?.Text("mediaType") is { } mediaType && mediaType != output.MediaType)
        {
            errors.Add($"{field}.format.mediaType", $"must be '{output.MediaType}': there is no other format of this output.");
        }
    }

    private static Subscriber? ReadSubscriber(JsonFields subscriber, RequestErrors errors)
    {
        var success = Address(subscriber, "successUri", required: true, errors);
        var (progress, failed) = (Address(subscriber, "inProgressUri", false, errors), Address(subscriber, "failedUri", false, errors));
        return success is null ? null : new Subscriber { SuccessUri = success, InProgressUri = progress, FailedUri = failed };
    }

    private static string? Address(JsonFields subscriber, string name, bool required, RequestErrors errors)
    {
        var text = subscriber.Text(name, required, MaxAddress);
        if (text is not null && OutboundRules.Fault(text) is { } fault)
        {
            errors.Add($"subscriber.{name}", fault);
        }

        return text;
    }
}
