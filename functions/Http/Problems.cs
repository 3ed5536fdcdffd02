namespace CloudWorkspaces.Http;

/// <summary>The problems that this API answers with: the one place where their types and titles stand.</summary>
public static class Problems
{
    private const string TypePrefix = "urn:cloud-workspaces:problem:";

    public static Problem InvalidRequest(IReadOnlyDictionary<string, string[]> errors) =>
        Create(400, "invalid-request", "The request is not valid.", Summary(errors)) with { Errors = errors };

    public static Problem InvalidRequest(string detail) =>
        Create(400, "invalid-request", "The request is not valid.", detail);

    public static Problem Unauthorized(string detail) =>
        Create(401, "unauthorized", "The caller is not known.", detail);

    public static Problem Forbidden(string detail) =>
        Create(403, "forbidden", "The caller may not do this.", detail);

    /// <param name="detail">Says what does not exist, by name.</param>
    public static Problem NotFound(string detail) =>
        Create(404, "not-found", "There is no such thing.", detail);

    public static Problem NoSuchRoute(string detail) =>
        Create(404, "no-such-route", "The API has no such address.", detail);

    public static Problem MethodNotAllowed(string detail) =>
        Create(405, "method-not-allowed", "The address does not know this method.", detail);

    public static Problem WrongState(string detail) =>
        Create(409, "wrong-state", "The state does not allow this.", detail);

    public static Problem IdempotencyKeyReused(string detail) =>
        Create(409, "idempotency-key-reused", "The key belongs to another request.", detail);

    public static Problem LimitExceeded(string detail) =>
        Create(409, "limit-exceeded", "A limit of the workspace is reached.", detail);

    public static Problem BudgetExceeded(string detail) =>
        Create(409, "budget-exceeded", "The workspace's budget is spent.", detail);

    public static Problem PreconditionFailed(string detail) =>
        Create(412, "precondition-failed", "The resource has changed or does not match the condition.", detail);

    public static Problem TooLarge(string detail) =>
        Create(413, "too-large", "The request body is too large.", detail);

    public static Problem UnsupportedMediaType(string detail) =>
        Create(415, "unsupported-media-type", "The content type is not supported here.", detail);

    public static Problem RangeNotSatisfiable(string detail) =>
        Create(416, "range-not-satisfiable", "The range lies outside the content.", detail);

    public static Problem InvalidParameters(IReadOnlyDictionary<string, string[]> errors) =>
        Create(422, "invalid-parameters", "The notebook cannot be given these parameters.", Summary(errors)) with
        {
            Errors = errors,
        };

    public static Problem TooManyRequests(string detail) =>
        Create(429, "too-many-requests", "There are too many requests.", detail);

    public static Problem Internal() =>
        Create(500, "internal-error", "The request failed for a reason of our own.", "The log has more under the traceId.");

    public static Problem Unavailable(string detail) =>
        Create(503, "unavailable", "A service that this needs does not answer.", detail);

    private static Problem Create(int status, string code, string title, string detail) =>
        new() { Type = TypePrefix + code, Title = title, Status = status, Detail = detail };

    private static string Summary(IReadOnlyDictionary<string, string[]> errors) =>
        $"Not valid: {string.Join(", ", errors.Keys)}.";
}
