using CloudWorkspaces.Agent.Lab;
using CloudWorkspaces.Agent.Processes;

namespace CloudWorkspaces.Agent.Activity;

/// <summary>Looks at what goes on in a session.</summary>
internal sealed class ActivityProbe(LabClient lab, int port, TimeProvider time)
{
    public async Task<ActivityFacts> LookAsync()
    {
        var (server, kernels, terminals) = (lab.ServerAsync(), lab.KernelsAsync(), lab.TerminalsAsync());
        return new()
        {
            Server = await server,
            Kernels = await kernels,
            Terminals = await terminals,
            BusyTerminals = TerminalPrograms.CountTerminals(ProcessTree.Stats()),
            Downloads = PendingDownloads.Count(Connections(), port),
            Now = time.GetUtcNow(),
        };
    }

    private static IEnumerable<string> Connections() =>
        ((string[])["/proc/net/tcp", "/proc/net/tcp6"]).Where(File.Exists).SelectMany(File.ReadLines);
}
