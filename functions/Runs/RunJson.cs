using System.Text.Json;
using CloudWorkspaces.Http;

namespace CloudWorkspaces.Runs;

/// <summary>Parses the JSON of a request for a run.</summary>
internal static class RunJson
{
    public const string Parameters = "parameters";

    /// <param name="utf8">The text.</param>
    /// <param name="field">The form's field that holds it; empty for a whole body.</param>
    /// <exception cref="ProblemException">
    /// 422: a parameter is NaN or infinite, which only Python's JSON knows. 400: any other fault.
    /// </exception>
    public static JsonElement ParseObject(ReadOnlyMemory<byte> utf8, string field)
    {
        var element = JsonText.Parse(utf8, out var fault);
        if (fault is not null)
        {
            fault = fault with { Path = string.Join('.', new[] { field, fault.Path }.Where(part => part.Length > 0)) };
            var problem = RequestBody.NotJson(fault);
            throw new ProblemException(
                fault.IsPythonLiteral && fault.Path.StartsWith(Parameters + ".", StringComparison.Ordinal)
                    ? Problems.InvalidParameters(problem.Errors!)
                    : problem);
        }

        return element is { ValueKind: JsonValueKind.Object } body
            ? body
            : throw new ProblemException(Problems.InvalidRequest(new Dictionary<string, string[]>
            {
                [field.Length == 0 ? "body" : field] = ["must be a JSON object."],
            }));
    }
}
