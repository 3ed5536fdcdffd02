using CloudWorkspaces.Http;

namespace CloudWorkspaces.Processes.Ogc;

/// <summary>Exceptions with the types that the standard names.</summary>
internal static class OgcProblems
{
    private const string Prefix = "http://www.opengis.net/def/exceptions/ogcapi-processes-1/1.0/";
    private const string InvalidParameterValue = "InvalidParameterValue";

    public static Problem NoSuchProcess(string id) => Create(
        404, Prefix + "no-such-process", "There is no such process.", $"There is no process '{id}'.");

    public static Problem NoSuchJob(string id) => Create(
        404, Prefix + "no-such-job", "There is no such job.", $"There is no job '{id}'.");

    public static Problem NotReady(string detail) => Create(
        404, Prefix + "result-not-ready", "The results are not ready.", detail);

    public static Problem NoSuchOutput(string detail) => Create(404, "NoSuchOutput", "There is no such output.", detail);

    public static Problem InvalidParameter(string name, string reason) =>
        InvalidParameters(new Dictionary<string, string[]> { [name] = [reason] });

    public static Problem InvalidParameters(IReadOnlyDictionary<string, string[]> errors) =>
        Create(400, InvalidParameterValue, "A value is not valid.", Detail(errors)) with { Errors = errors };

    /// <summary>The product's own problem as the standard would call it, where it has a word for it.</summary>
    public static Problem Of(Problem problem) => problem is { Status: 400 or 422, Errors: { } errors }
        ? InvalidParameters(errors)
        : problem;

    private static string Detail(IReadOnlyDictionary<string, string[]> errors) =>
        string.Join(' ', errors.Select(error => $"'{error.Key}' {string.Join(' ', error.Value)}"));

    private static Problem Create(int status, string type, string title, string detail) =>
        new() { Type = type, Title = title, Status = status, Detail = detail };
}
