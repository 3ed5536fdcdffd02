using System.Text;
using System.Text.Json;
using Azure;
using CloudWorkspaces.Secrets;

namespace CloudWorkspaces.Containers;

/// <summary>
/// Keeps secrets out of what becomes of a refused request: messages get into histories, tables and answers, and
/// nothing keeps a service from repeating there what it was sent.
/// </summary>
internal static class SecretsInAnswers
{
    public static RequestFailedException Hide(RequestFailedException failure, IReadOnlyList<ReadSecret> secrets) =>
        secrets.SelectMany(Forms).Any(form => failure.Message.Contains(form, StringComparison.Ordinal))
            ? new(failure.Status, "The answer has a secret in it and is left out.", failure.ErrorCode, null)
            : failure;

    private static string[] Forms(ReadSecret secret) =>
    [
        secret.Value,
        JsonSerializer.Serialize(secret.Value)[1..^1],
        Convert.ToBase64String(Encoding.UTF8.GetBytes(secret.Value)),
    ];
}
