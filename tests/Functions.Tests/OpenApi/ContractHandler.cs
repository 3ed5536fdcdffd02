namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>Fails the test whose request was answered as the description does not allow.</summary>
internal sealed class ContractHandler(HttpMessageHandler inner, Func<ApiContract?> contract) : DelegatingHandler(inner)
{
    private const string Problem = "application/problem+json";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if (contract() is { } described && IsOfUsers(request.RequestUri!.AbsolutePath))
        {
            var isStream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
            var body = isStream ? "" : await BufferAsync(answer, cancellationToken);
            var violations = Violations(described, request, answer, body).ToList();
            Assert.True(
                violations.Count == 0,
                $"{request.Method} {request.RequestUri} → {(int)answer.StatusCode}:\n{string.Join('\n', violations)}\n{body}");
        }

        return answer;
    }

    internal static IEnumerable<string> Violations(
        ApiContract contract, HttpRequestMessage request, HttpResponseMessage answer, string body)
    {
        var (status, mediaType) = ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType);
        var isHead = request.Method == HttpMethod.Head;
        if (status >= 400)
        {
            return status is >= 500 and not 503 ? ["No answer should be an internal error."]
                : isHead ? []
                : mediaType != Problem ? [$"A refusal is no {mediaType}."]
                : contract.Violations("Problem", body);
        }

        if (contract.Find(request.Method.Method, request.RequestUri!.AbsolutePath) is not { } operation)
        {
            return ["The description has no such operation."];
        }

        if (operation.Answer(status) is not { } described)
        {
            return [$"{operation.Id} has no such status code."];
        }

        var mediaTypes = ContractOperation.MediaTypes(described);
        return mediaTypes.Count == 0 ? body.Length > 0 ? ["The answer has a body."] : []
            : !mediaTypes.Contains("*/*") && !mediaTypes.Contains(mediaType) ? [$"{operation.Id} does not answer {mediaType}."]
            : mediaType == "application/json" && mediaTypes.Contains(mediaType) ? contract.Violations(operation.SchemaName(status), body)
            : [];
    }

    /// <summary>Containers have an API of their own, and OGC's has its own description.</summary>
    private static bool IsOfUsers(string path) =>
        path.StartsWith("/api/", StringComparison.Ordinal) && !path.StartsWith("/api/agent/", StringComparison.Ordinal);

    private static async Task<string> BufferAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }
}
