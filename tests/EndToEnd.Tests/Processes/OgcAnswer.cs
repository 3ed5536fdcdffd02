using System.Text;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.EndToEnd.Tests.Processes;

/// <summary>An answer with all that tests look at.</summary>
public sealed record OgcAnswer
{
    public required int Status { get; init; }
    public required string? MediaType { get; init; }
    public required string? ContentType { get; init; }
    public required byte[] Content { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public string Text => Encoding.UTF8.GetString(Content);

    public JsonObject Json => JsonNode.Parse(Content)!.AsObject();

    public string? Location => Headers.GetValueOrDefault("Location");

    public static async Task<OgcAnswer> ReadAsync(HttpResponseMessage answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new OgcAnswer
        {
            Status = (int)answer.StatusCode,
            MediaType = answer.Content.Headers.ContentType?.MediaType,
            ContentType = answer.Content.Headers.ContentType?.ToString(),
            Content = await answer.Content.ReadAsByteArrayAsync(),
            Headers = answer.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)),
        };
    }
}
