using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;

namespace CloudWorkspaces.Testing;

/// <summary>Reads server-sent events, as a browser's EventSource would.</summary>
public sealed class EventClient(HttpClient http)
{
    /// <summary>The events of one stream, until it ends. Comments are counted and left out.</summary>
    public async IAsyncEnumerable<ServerEvent> ReadAsync(
        string address, string? lastId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NoContent)
        {
            yield break;
        }

        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellationToken));
        Dictionary<string, string> fields = [];
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(':'))
            {
                Comments++;
            }
            else if (line.Length > 0)
            {
                var colon = line.IndexOf(": ", StringComparison.Ordinal);
                fields[line[..colon]] = line[(colon + 2)..];
            }
            else if (fields.TryGetValue("data", out var data))
            {
                yield return new ServerEvent(fields["event"], fields["id"], JsonNode.Parse(data)!.AsObject());
                fields.Clear();
            }
        }
    }

    public int Comments { get; private set; }

    /// <summary>Until the first event that passes, over as many streams as it takes.</summary>
    public async Task<ServerEvent> WaitAsync(string address, Func<ServerEvent, bool> condition, TimeSpan deadline)
    {
        using var over = new CancellationTokenSource(deadline);
        for (string? lastId = null; ;)
        {
            await foreach (var item in ReadAsync(address, lastId, over.Token))
            {
                lastId = item.Id;
                if (condition(item))
                {
                    return item;
                }

                if (item.Name == "end")
                {
                    throw new InvalidOperationException($"{address} has ended before: {item.Data}");
                }
            }
        }
    }
}
