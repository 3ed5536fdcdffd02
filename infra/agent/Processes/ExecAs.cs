using System.Runtime.InteropServices;

namespace CloudWorkspaces.Agent.Processes;

/// <summary>
/// <c>agent exec-as &lt;uid&gt; &lt;gid&gt; &lt;oom_score_adj&gt; -- command…</c>: becomes the command as that user, so that no
/// tool of the image is needed for it. The raised score makes the kernel's OOM killer prefer the command to the agent.
/// </summary>
internal static class ExecAs
{
    public const string Command = "exec-as";

    /// <summary>Exit code when the command could not be started, as in a shell.</summary>
    public const int CannotStart = 127;

    public static IReadOnlyList<string> Arguments(LocalUser user, int oomScore, IEnumerable<string> command) =>
        [Command, $"{user.UserId}", $"{user.GroupId}", $"{oomScore}", "--", .. command];

    public static int Execute(string[] arguments)
    {
        if (arguments is not [var user, var group, var score, "--", var program, ..] ||
            !uint.TryParse(user, out var userId) || !uint.TryParse(group, out var groupId))
        {
            return AgentVersion.Usage();
        }

        try
        {
            File.WriteAllText("/proc/self/oom_score_adj", score);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"agent: oom_score_adj stays as it is: {exception.Message}");
        }

        if (NativeMethods.SetGroups(1, [groupId]) != 0 || NativeMethods.SetGroupId(groupId) != 0 ||
            NativeMethods.SetUserId(userId) != 0)
        {
            Console.Error.WriteLine($"agent: cannot become user {userId}: {Marshal.GetLastPInvokeErrorMessage()}");
            return CannotStart;
        }

        // The runtime ignores SIGPIPE, and exec would pass that on.
        _ = NativeMethods.SetSignalHandler(NativeMethods.SigPipe, 0);
        _ = NativeMethods.Execute(program, [.. arguments[4..], null]);
        Console.Error.WriteLine($"agent: cannot start {program}: {Marshal.GetLastPInvokeErrorMessage()}");
        return CannotStart;
    }
}
