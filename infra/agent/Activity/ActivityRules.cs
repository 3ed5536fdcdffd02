namespace CloudWorkspaces.Agent.Activity;

/// <summary>Makes of what was found what the app decides by. Pure.</summary>
internal static class ActivityRules
{
    /// <summary>Null when JupyterLab did not answer: the last look counts until it does.</summary>
    public static SessionActivity? Next(ActivityFacts facts, SessionActivity? before)
    {
        if (facts is not { Server: { } server, Kernels: { } kernels, Terminals: { } terminals })
        {
            return null;
        }

        var busyKernels = kernels.Count(kernel => kernel.State is "busy" or "starting" or "restarting");
        var busy = busyKernels + facts.BusyTerminals + facts.Downloads > 0;
        DateTimeOffset?[] signs =
        [
            busy ? facts.Now : null,
            server.LastActivity,
            before?.LastActiveOn,
            .. kernels.Select(kernel => kernel.LastActivity),
            .. terminals.Select(terminal => terminal.LastActivity),
        ];
        return new()
        {
            SampledOn = facts.Now,
            LastActiveOn = signs.Max() ?? facts.Now,
            Kernels = kernels.Count,
            BusyKernels = busyKernels,
            Terminals = terminals.Count,
            BusyTerminals = facts.BusyTerminals,
            Downloads = facts.Downloads,
        };
    }
}
