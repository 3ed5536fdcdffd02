namespace CloudWorkspaces.Local.Arm.Groups;

/// <summary>What a group's state is, from what its containers are.</summary>
internal static class GroupStates
{
    public static string Provisioning(GroupRecord record, IEnumerable<ContainerStatus> containers, bool begun) => record switch
    {
        { Desired: DesiredState.Deleted } => "Deleting",
        { Failure: not null } => "Failed",
        { Desired: DesiredState.Stopped } => "Succeeded",
        _ when containers.All(container => container.WasStarted) => "Succeeded",
        _ => begun ? "Creating" : "Pending",
    };

    public static string Instance(GroupRecord record, RestartPolicy policy, IReadOnlyList<ContainerStatus> containers)
    {
        if (record.Failure is not null)
        {
            return "Failed";
        }

        if (record.Desired == DesiredState.Stopped)
        {
            return containers.Any(container => container.IsRunning) ? "Running" : "Stopped";
        }

        if (!containers.All(container => container.WasStarted))
        {
            return "Pending";
        }

        var done = containers.All(container =>
            container.HasEnded && !RestartRules.ShouldRestart(policy, container.ExitCode ?? 0));
        if (!done)
        {
            return "Running";
        }

        return containers.All(container => container.ExitCode == 0) ? "Succeeded" : "Failed";
    }
}
