using CloudWorkspaces.Testing;

namespace CloudWorkspaces.Benchmarks;

/// <summary>One run through the API: milliseconds, since the POST or since the step before it.</summary>
internal sealed record RunSteps
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    /// <summary>Since the POST: its answer has arrived.</summary>
    public required double Posted { get; init; }

    /// <summary>From the run's creation to the start of provisioning, by the run's own record.</summary>
    public required double Provisioning { get; init; }

    /// <summary>From provisioning to the agent's claim, by the run's own record.</summary>
    public required double Started { get; init; }

    /// <summary>From the agent's claim to the final state, by the run's own record.</summary>
    public required double Ended { get; init; }

    /// <summary>Since the POST: final state and result notebook have been read.</summary>
    public required double Readable { get; init; }

    /// <summary>Since the POST: the HTML has been read.</summary>
    public required double Html { get; init; }

    /// <summary>Since the POST: the container group is gone.</summary>
    public required double Gone { get; init; }

    public static async Task<RunSteps> MeasureAsync(LocalStack stack, string notebook)
    {
        var start = TimeProvider.System.GetTimestamp();
        var id = await stack.Client.RunAsync(notebook);
        var posted = Timing.Since(start);
        var run = await stack.Client.WaitForEndAsync(id, Deadline);
        await stack.Client.DownloadAsync($"runs/{id}/notebook", Deadline);
        var readable = Timing.Since(start);
        if (run["state"]!.GetValue<string>() != "succeeded")
        {
            throw new InvalidOperationException($"The run did not succeed: {run}");
        }

        await stack.Client.DownloadAsync($"runs/{id}/html", Deadline);
        var html = Timing.Since(start);
        await stack.Groups.WaitUntilNoneAsync(Deadline);
        var gone = Timing.Since(start);

        DateTimeOffset At(string name) => run[name]!.GetValue<DateTimeOffset>();
        return new RunSteps
        {
            Posted = posted,
            Provisioning = (At("provisioningOn") - At("createdOn")).TotalMilliseconds,
            Started = (At("startedOn") - At("provisioningOn")).TotalMilliseconds,
            Ended = (At("endedOn") - At("startedOn")).TotalMilliseconds,
            Readable = readable,
            Html = html,
            Gone = gone,
        };
    }
}
