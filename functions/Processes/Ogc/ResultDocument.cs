using System.Text;
using System.Text.Json.Nodes;
using CloudWorkspaces.Http;
using CloudWorkspaces.Processes.Execution;
using CloudWorkspaces.Runs;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>The results of a job as one JSON document, <c>results.yaml</c>.</summary>
public sealed class ResultDocument(OutputReader reader)
{
    /// <summary>An output that the run has not left is not in it.</summary>
    internal async Task<JsonObject> MakeAsync(
        string jobAddress, RunRecord run, IEnumerable<ExecutedOutput> outputs, CancellationToken cancellationToken)
    {
        JsonObject document = [];
        foreach (var output in outputs)
        {
            if (await reader.ReadAsync(run, output, cancellationToken) is { } content)
            {
                document[output.Name] = output.ByReference || content.Bytes is null
                    ? Reference(jobAddress, output)
                    : Value(content, content.Bytes.Value);
            }
        }

        return document;
    }

    internal static string Address(string jobAddress, ExecutedOutput output) => $"{jobAddress}/results/{output.Name}";

    private static JsonObject Reference(string jobAddress, ExecutedOutput output) =>
        OgcLinks.Link(Address(jobAddress, output), "item", output.Output.MediaType, output.Output.Title ?? output.Name);

    /// <summary>Scalars and plain text as they are; objects, other text and bytes as qualified values.</summary>
    private static JsonNode Value(OutputContent content, ReadOnlyMemory<byte> bytes)
    {
        if (content.Scalar is { } scalar and not JsonObject)
        {
            return scalar.DeepClone();
        }

        var type = content.MediaType;
        if (type is "text/plain")
        {
            return JsonValue.Create(Encoding.UTF8.GetString(bytes.Span));
        }

        if (type.EndsWith("json", StringComparison.Ordinal) && JsonText.Parse(bytes, out var fault) is { } json && fault is null)
        {
            return new JsonObject { ["value"] = JsonNode.Parse(json.GetRawText()), ["mediaType"] = type };
        }

        return type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal)
            ? new JsonObject { ["value"] = Encoding.UTF8.GetString(bytes.Span), ["mediaType"] = type }
            : new JsonObject { ["value"] = Convert.ToBase64String(bytes.Span), ["encoding"] = "base64", ["mediaType"] = type };
    }
}
