using System.Net;
using System.Text.RegularExpressions;
using System.Web;

namespace CloudWorkspaces.Local.Arm.Tests.Contract;

/// <summary>Fails the test whose request was answered as the api-version's document does not allow.</summary>
internal sealed partial class ContractHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        var violations = (await ViolationsAsync(request, answer, body)).ToList();
        Assert.True(
            violations.Count == 0,
            $"{request.Method} {request.RequestUri} → {(int)answer.StatusCode}:\n{string.Join('\n', violations)}");
        return answer;
    }

    public static async Task<IEnumerable<string>> ViolationsAsync(
        HttpRequestMessage request, HttpResponseMessage answer, string body)
    {
        var uri = request.RequestUri!;
        var document = await ContractDocument.OfAsync(HttpUtility.ParseQueryString(uri.Query)["api-version"]);
        if (!answer.Headers.Contains("x-ms-request-id"))
        {
            return ["The header x-ms-request-id is missing."];
        }

        if (answer.StatusCode >= HttpStatusCode.InternalServerError && !answer.Headers.Contains("x-emulator-fault"))
        {
            return [$"No answer should be an internal error: {body}"];
        }

        // Resource Manager takes several slashes for one.
        var path = Slashes().Replace(uri.AbsolutePath, "/").TrimEnd('/');
        if (IsOfAnotherApi(path))
        {
            return [];
        }

        if (answer.StatusCode >= HttpStatusCode.BadRequest)
        {
            return Body(document, "CloudError", answer, body);
        }

        if (document.Responses(request.Method, path) is not { } responses)
        {
            return ["The api-version has no such operation."];
        }

        if (responses[$"{(int)answer.StatusCode}"] is not { } response)
        {
            return ["The operation has no such status code."];
        }

        var missing = (response["headers"]?.AsObject() ?? [])
            .Where(header => answer.StatusCode != HttpStatusCode.NoContent && !answer.Headers.Contains(header.Key))
            .Select(header => $"The header {header.Key} is missing.");
        return missing.Concat(response["schema"]?["$ref"]?.GetValue<string>() is { } schema
            ? Body(document, schema.Split('/')[^1], answer, body)
            : body.Length > 0 ? ["The answer has a body."] : []);
    }

    /// <summary>Metrics, Log Analytics, storage, standby pools, resource groups and the requests for faults are not in the documents.</summary>
    private static bool IsOfAnotherApi(string path) =>
        !path.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) ||
        !path.Contains("/providers/", StringComparison.OrdinalIgnoreCase) ||
        path.Contains("/providers/Microsoft.Storage/", StringComparison.OrdinalIgnoreCase) ||
        path.Contains("/providers/Microsoft.StandbyPool/", StringComparison.OrdinalIgnoreCase) ||
        path.Contains("/providers/Microsoft.ContainerRegistry/", StringComparison.OrdinalIgnoreCase) ||
        path.Contains("/providers/Microsoft.Insights/", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Body(ContractDocument document, string schema, HttpResponseMessage answer, string body)
    {
        if (answer.Content.Headers.ContentType?.MediaType != "application/json")
        {
            return [$"The content type is {answer.Content.Headers.ContentType}."];
        }

        if (schema == "CloudError" && !body.StartsWith("{\"error\":{\"code\":\"", StringComparison.Ordinal))
        {
            return [$"This is no error envelope: {body}"];
        }

        return document.Violations(schema, body);
    }

    [GeneratedRegex("/{2,}")]
    private static partial Regex Slashes();
}
