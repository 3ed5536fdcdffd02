using System.Text.Json;

namespace CloudWorkspaces.Runs.Parameters;

/// <summary>
/// Parameters that are a secret's: <c>{"$secret": "name"}</c>, at any depth. The container puts code that reads the secret
/// where its value would be, so that the value is in nothing that is stored.
/// </summary>
internal static class SecretReferences
{
    private const string Key = "$secret";

    /// <summary>The secret that a value names; null for any other value.</summary>
    public static string? NameIn(JsonElement value) =>
        value.ValueKind is JsonValueKind.Object && value.GetPropertyCount() == 1 &&
        value.TryGetProperty(Key, out var name) && name.ValueKind is JsonValueKind.String
            ? name.GetString()
            : null;

    /// <summary>Each with the parameter it is in.</summary>
    public static IEnumerable<(string Parameter, string Secret)> In(JsonElement parameters) =>
        parameters.EnumerateObject().SelectMany(parameter => Inside(parameter.Value).Select(secret => (parameter.Name, secret)));

    private static IEnumerable<string> Inside(JsonElement value) => NameIn(value) is { } name
        ? [name]
        : value.ValueKind switch
        {
            JsonValueKind.Object => value.EnumerateObject().SelectMany(property => Inside(property.Value)),
            JsonValueKind.Array => value.EnumerateArray().SelectMany(Inside),
            _ => [],
        };
}
