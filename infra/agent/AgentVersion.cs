using System.Reflection;

namespace CloudWorkspaces.Agent;

internal static class AgentVersion
{
    public static string Current { get; } =
        typeof(AgentVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()
            ?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public static int Print()
    {
        Console.WriteLine(Current);
        return 0;
    }

    public static int Usage()
    {
        Console.Error.WriteLine("usage: agent deliver <folder> | agent run | agent session | agent check | agent inspect | agent version");
        return 2;
    }
}
