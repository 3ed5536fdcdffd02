using System.Text;

namespace CloudWorkspaces.Functions.Tests.OpenApi;

/// <summary>A request as data, so that it can be shown.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Address">With the query.</param>
/// <param name="Headers">By name.</param>
/// <param name="Body">Null for none.</param>
/// <param name="MediaType">Of the body.</param>
internal sealed record FuzzRequest(
    string Method, string Address, IReadOnlyList<(string Name, string Value)> Headers, string? Body, string MediaType)
{
    private const int LongestShown = 2_000;

    public HttpRequestMessage ToMessage()
    {
        var message = new HttpRequestMessage(HttpMethod.Parse(Method), Address);
        foreach (var (name, value) in Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (Body is not null)
        {
            message.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            message.Content.Headers.TryAddWithoutValidation("Content-Type", MediaType);
        }

        return message;
    }

    public override string ToString() => string.Join(
        '\n',
        [$"{Method} {Address}", .. Headers.Select(header => $"{header.Name}: {header.Value}"), MediaType, Body?[..Math.Min(Body.Length, LongestShown)]]);
}
