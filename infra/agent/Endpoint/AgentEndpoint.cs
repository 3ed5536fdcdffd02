using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace CloudWorkspaces.Agent.Endpoint;

/// <summary>The attempt's own endpoint of the app. Retries what may pass, with growing pauses, up to a bound per call.</summary>
internal sealed class AgentEndpoint(HttpClient http, Uri address, byte[] key, TimeProvider time) : IBlobAccessSource
{
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <summary>Null when the app no longer wants this attempt.</summary>
    public Task<RunJob?> StartAsync(TimeSpan bound, CancellationToken cancellationToken) =>
        StartAsync(AgentJson.Default.RunJob, bound, cancellationToken);

    /// <inheritdoc cref="StartAsync(TimeSpan, CancellationToken)"/>
    public async Task<T?> StartAsync<T>(JsonTypeInfo<T> type, TimeSpan bound, CancellationToken cancellationToken)
        where T : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new StartRequest(AgentVersion.Current), AgentJson.Default.StartRequest);
        var answer = await PostAsync("start", body, bound, cancellationToken);
        return answer is null ? null : JsonSerializer.Deserialize(answer, type);
    }

    public async Task<BlobAccessAnswer> GetAccessAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new BlobAccessRequest(names), AgentJson.Default.BlobAccessRequest);
        var answer = await PostAsync("access", body, TimeSpan.FromMinutes(2), cancellationToken)
            ?? throw new EndpointException("The app refuses access to the run's blobs.", HttpStatusCode.Conflict);
        return JsonSerializer.Deserialize(answer, AgentJson.Default.BlobAccessAnswer)!;
    }

    /// <summary>Returns also when the app answers that the event comes too late to matter.</summary>
    public async Task SendAsync(AgentEvent agentEvent, TimeSpan bound, CancellationToken cancellationToken) =>
        await PostAsync("events", EventEncoding.Encode(agentEvent), bound, cancellationToken);

    /// <summary>
    /// Waits until the app lets the rest of the work begin: on one machine the notebooks of others come first. An app
    /// that does not answer as expected, or keeps the agent waiting longer than the bound, is not asked any further.
    /// </summary>
    public async Task AwaitTurnAsync(TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            while (time.GetElapsedTime(started) < bound)
            {
                var answer = await PostAsync("finish", "{}"u8.ToArray(), TimeSpan.FromSeconds(10), cancellationToken);
                var turn = answer is null ? null : JsonSerializer.Deserialize(answer, AgentJson.Default.FinishAnswer);
                if (turn is not { Proceed: false })
                {
                    return;
                }

                var wait = Math.Clamp(turn.RetryAfterSeconds ?? 1, 0.1, LongestPause.TotalSeconds);
                await Task.Delay(TimeSpan.FromSeconds(wait), time, cancellationToken);
            }
        }
        catch (Exception exception) when (exception is EndpointException or JsonException)
        {
            Console.Error.WriteLine($"agent: goes on unasked: {exception.Message}");
        }
    }

    /// <summary>Null for 409.</summary>
    private async Task<byte[]?> PostAsync(string call, byte[] body, TimeSpan bound, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pause = TimeSpan.FromMilliseconds(200); ; pause *= 2)
        {
            HttpStatusCode? status = null;
            Exception? failure = null;
            try
            {
                using var response = await PostOnceAsync(call, body, cancellationToken);
                status = response.StatusCode;
                if (response.IsSuccessStatusCode)
                {
                    return await response.Content.ReadAsByteArrayAsync(cancellationToken);
                }
            }
            catch (Exception exception) when (
                exception is HttpRequestException or IOException or OperationCanceledException &&
                !cancellationToken.IsCancellationRequested)
            {
                failure = exception;
            }

            if (status == HttpStatusCode.Conflict)
            {
                return null;
            }

            var wait = pause < LongestPause ? pause : LongestPause;
            if (!MayPass(status) || time.GetElapsedTime(started) + wait > bound)
            {
                throw new EndpointException(
                    $"POST {call}: {(status is { } code ? $"status {(int)code}" : failure?.Message)}", status, failure);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<HttpResponseMessage> PostOnceAsync(string call, byte[] body, CancellationToken cancellationToken)
    {
        var uri = new Uri($"{address.AbsoluteUri}/{call}");
        using var request = new HttpRequestMessage(HttpMethod.Post, uri);
        request.Content = new ByteArrayContent(body)
        {
            Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            RequestSignature.Scheme,
            RequestSignature.Parameter(key, "POST", uri.AbsolutePath, time.GetUtcNow(), body));
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(RequestTimeout);
        return await http.SendAsync(request, timeout.Token);
    }

    private static bool MayPass(HttpStatusCode? status) =>
        status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests || (int)status >= 500;
}
