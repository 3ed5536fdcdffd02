namespace CloudWorkspaces.Testing;

/// <summary>Waiting for a program that was started to answer HTTP.</summary>
public static class Answering
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Returns once <paramref name="path"/> is answered with any status below 500.</summary>
    public static Task WaitAsync(HttpClient client, string path, ChildProcess process, string what) =>
        Eventually.TrueAsync(() => AnswersAsync(client, path, process, what), Deadline, $"{what} answers");

    private static async Task<bool> AnswersAsync(HttpClient client, string path, ChildProcess process, string what)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException($"{what} ended at its start:\n{process.Output}");
        }

        try
        {
            using var answer = await client.GetAsync(path);
            return (int)answer.StatusCode < 500;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return false;
        }
    }
}
