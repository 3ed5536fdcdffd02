using System.Text;
using System.Text.Json;
using Azure;

namespace CloudWorkspaces.Containers;

/// <summary>
/// Keeps secrets out of what becomes of a refused request: messages get into histories, tables and answers, and
/// nothing keeps a service from repeating there what it was sent.
/// </summary>
internal static class SecretsInAnswers
{
    /// <param name="failure">What the service answered.</param>
    /// <param name="secrets">The values that the request had; none is empty.</param>
    public static RequestFailedException Hide(RequestFailedException failure, IEnumerable<string> secrets) =>
        secrets.SelectMany(Forms).Any(form => failure.Message.Contains(form, StringComparison.Ordinal))
            ? new(failure.Status, "The answer has a secret in it and is left out.", failure.ErrorCode, null)
            : failure;

    private static string[] Forms(string secret) =>
    [
        secret,
        JsonSerializer.Serialize(secret)[1..^1],
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)),
    ];
}
