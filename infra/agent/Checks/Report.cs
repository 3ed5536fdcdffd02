using System.Net.Http.Headers;
using CloudWorkspaces.Agent.Runs;
using CloudWorkspaces.Agent.Tls;

namespace CloudWorkspaces.Agent.Checks;

/// <summary>What a command has found out, at the signed address of a blob.</summary>
internal static class Report
{
    public const string AddressVariable = AgentSettings.Prefix + "REPORT";

    private const int MaxTries = 5;
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_between = TimeSpan.FromSeconds(1);

    public static async Task<bool> StoreAsync(Uri address, byte[] json)
    {
        using var http = AgentHttp.Create(Environment.GetEnvironmentVariable(TrustedRoots.ExtraVariable));
        for (var tries = 1; ; tries++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = new ByteArrayContent(json) };
            request.Headers.Add("x-ms-blob-type", "BlockBlob");
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var deadline = new CancellationTokenSource(s_deadline);
            try
            {
                using var answer = await http.SendAsync(request, deadline.Token);
                answer.EnsureSuccessStatusCode();
                return true;
            }
            catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
            {
                Console.Error.WriteLine($"agent: the report was not stored: {exception.Message}");
                if (tries == MaxTries)
                {
                    return false;
                }
            }

            await Task.Delay(s_between);
        }
    }
}
